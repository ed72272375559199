package dev.invitations.bench.workers;

import dev.invitations.bench.contender.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The results, with how they were measured.
 *
 * @param command that was given
 */
record Report(String command, Results results, List<Entrant> entrants, int rounds, int messages) {
    private static final String END = "<!-- to here -->\n";

    String toText() {
        return results.servers().stream()
                .flatMap(server -> Stream.of(Work.values()).map(work -> section(server, work)))
                .collect(Collectors.joining("\n\n"));
    }

    private String section(String server, Work work) {
        return "%s, on %s:\n\n%s".formatted(handler(work), server, results.table(server, work, entrants));
    }

    private static String handler(Work work) {
        return switch (work) {
            case NONE -> "A handler that does nothing";
            case WAIT -> "A handler that takes 20 ms";
            case SLOW -> "One message in a hundred takes 5 s, the others nothing";
        };
    }

    /** Replaces what the same command wrote there before. */
    void write(Path page) throws IOException {
        String first = "<!-- " + command + ": from here -->\n";
        String text = Files.readString(page);
        int begin = text.indexOf(first);
        int end = text.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            throw new IOException(page + " has no place for it, between the lines " + first + " and " + END);
        }
        Files.writeString(page, text.substring(0, begin) + first + "\n" + toMarkdown() + "\n" + text.substring(end));
    }

    private String toMarkdown() {
        String tables = results.servers().stream()
                .flatMap(server -> Stream.of(Work.values()).map(work -> "%s, on %s:\n\n```\n%s\n```\n"
                        .formatted(handler(work), server, results.table(server, work, entrants))))
                .collect(Collectors.joining("\n"));
        return tables + "\nMeasured on " + Machine.description() + ", in " + rounds + " rounds, from backlogs of "
                + messages + " messages on the stub.\n";
    }
}
