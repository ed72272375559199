package dev.invitations.bench.workers;

import dev.invitations.bench.contender.Work;
import dev.invitations.topology.command.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was measured, round by round. */
final class Results {
    private final Map<Of, List<Figures>> rounds = new LinkedHashMap<>();

    private record Of(String server, Work work, Entrant entrant) {}

    void add(String server, Work work, Entrant entrant, Figures figures) {
        rounds.computeIfAbsent(new Of(server, work, entrant), _ -> new ArrayList<>())
                .add(figures);
    }

    /** On what was measured, in that order. */
    List<String> servers() {
        return rounds.keySet().stream().map(Of::server).distinct().toList();
    }

    /** A table of medians, each with the least and the most. */
    String table(String server, Work work, List<Entrant> entrants) {
        Table table = new Table()
                .row(
                        "CONTENDER",
                        "MESSAGES/S",
                        "CPU S/1000",
                        "KIB/MESSAGE",
                        "CALLS/MESSAGE",
                        "P50 MS",
                        "P99 MS",
                        "RSS MIB");
        for (Entrant entrant : entrants) {
            Optional.ofNullable(rounds.get(new Of(server, work, entrant)))
                    .ifPresent(measured -> table.row(
                            entrant.name(),
                            Spread.of(measured, Figures::messagesPerSecond).toString(0),
                            Spread.of(measured, Figures::cpuSeconds).toString(3),
                            Spread.of(measured, Figures::allocatedKiB).toString(1),
                            Spread.of(measured, Figures::calls).toString(2),
                            Spread.of(measured, Figures::p50Millis).toString(1),
                            Spread.of(measured, Figures::p99Millis).toString(1),
                            Spread.of(measured, Figures::residentMiB).toString(0)));
        }
        return table.toString();
    }
}
