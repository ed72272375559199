package dev.invitations.bench.workers;

import dev.invitations.bench.contender.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The results, with how they were measured. */
record Report(Results results, List<Entrant> entrants, int rounds, int messages) {
    private static final String BEGIN = "<!-- ./station bench workers --write: from here -->\n";
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

    /** Replaces what was written there before. */
    void write(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IOException(page + " has no place for it, between the lines " + BEGIN + " and " + END);
        }
        Files.writeString(page, text.substring(0, begin) + BEGIN + "\n" + toMarkdown() + "\n" + text.substring(end));
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
