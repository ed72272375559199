package dev.invitations.station.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The tables of {@code docs/fidelity.md}: what each of the two was seen to do. A run fills the column of whom it ran on
 * and leaves the other as it is.
 */
final class Fidelity {
    static final String AS_AWS = "as AWS";

    private static final Path PAGE = Path.of("../docs/fidelity.md");
    private static final String BEGIN = "<!-- From here on it is written by ./station fidelity. -->\n";

    /** Whose column it is; the names are those of the page. */
    enum Column {
        STATION,
        LOCALSTACK
    }

    private record Cell(String rule, Column column) {}

    private final String head;
    private final Map<Cell, String> cells = new HashMap<>();
    private final String text;

    private Fidelity(String text) {
        this.text = text;
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        this.head = text.substring(0, begin);
        String heading = "";
        for (String line : text.substring(begin).split("\n")) {
            String[] row = line.split(" \\| ");
            if (line.startsWith("## ")) {
                heading = line.substring("## ".length());
            } else if (row.length == 5 && row[0].startsWith("| ")) {
                String rule = heading + ": " + row[0].substring("| ".length());
                cells.put(new Cell(rule, Column.STATION), row[3]);
                cells.put(new Cell(rule, Column.LOCALSTACK), row[4].replaceFirst(" \\|$", ""));
            }
        }
    }

    /** As the page is at the moment. */
    static Fidelity read() throws IOException {
        return new Fidelity(Files.readString(PAGE));
    }

    /** What the page says of a rule. */
    String cell(Rule rule, Column column) {
        return cells.getOrDefault(new Cell(escaped(rule.toString()), column), "nothing as yet");
    }

    void put(Rule rule, Column column, String seen) {
        cells.put(new Cell(escaped(rule.toString()), column), seen);
    }

    static String cellOf(Rule rule, String seen) {
        return seen.equals(rule.aws()) ? AS_AWS : escaped(seen);
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;");
    }

    /** Whether the page is what would be written of these rules. */
    String text() {
        return text;
    }

    String written(List<Rule> rules) {
        Set<String> headings = rules.stream().map(Rule::heading).collect(Collectors.toCollection(LinkedHashSet::new));
        return head
                + headings.stream()
                        .map(heading -> table(
                                heading,
                                rules.stream()
                                        .filter(rule -> rule.heading().equals(heading))
                                        .toList()))
                        .collect(Collectors.joining());
    }

    private String table(String heading, List<Rule> rules) {
        return "\n## " + heading + "\n\n| when | AWS | known by | the station | LocalStack |\n|---|---|---|---|---|\n"
                + rules.stream().map(this::row).collect(Collectors.joining());
    }

    private String row(Rule rule) {
        return "| "
                + String.join(
                        " | ",
                        escaped(rule.when()),
                        escaped(rule.aws()),
                        rule.source().mark(),
                        cell(rule, Column.STATION),
                        cell(rule, Column.LOCALSTACK))
                + " |\n";
    }

    void write(List<Rule> rules) throws IOException {
        Files.writeString(PAGE, written(rules));
    }
}
