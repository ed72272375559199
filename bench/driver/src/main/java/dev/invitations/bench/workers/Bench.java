package dev.invitations.bench.workers;

import dev.invitations.bench.contender.Work;
import dev.invitations.bench.sqs.Front;
import dev.invitations.bench.sqs.QueueServer;
import dev.invitations.bench.sqs.StationSqs;
import dev.invitations.bench.sqs.StubSqs;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All rounds. Each contender runs in one process from the first to the last, so that it is as warm as it gets, and is
 * idle while others are measured.
 *
 * @param messages of a backlog on the stub
 */
record Bench(List<Entrant> entrants, int rounds, int messages, boolean station, Consumer<String> progress) {
    private static final int WARM_UP = 40_000;
    /** By then the contenders are warm, and it is the station that is not. */
    private static final int WARM_UP_OF_STATION = 2_000;
    /** The station is several times slower than the stub. */
    private static final int FEWER_ON_STATION = 2;

    Results run(Path root) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (Front front = Front.start(vertx)) {
            return run(front, root);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private Results run(Front front, Path root) throws IOException, InterruptedException {
        Map<Entrant, ContenderProcess> running = new LinkedHashMap<>();
        Results results = new Results();
        try {
            QueueServer stub = front.show(new StubSqs(front));
            for (Entrant entrant : entrants) {
                progress.accept("Starting and warming up " + entrant.name());
                running.put(entrant, ContenderProcess.start(entrant, root, front.port()));
                new Trial(stub, entrant, running.get(entrant)).warmUp(WARM_UP);
            }
            measure(stub, running, messages, results);
            if (station) {
                List<String> queues = entrants.stream().map(Entrant::queue).toList();
                QueueServer elasticMq = front.show(StationSqs.start(front, queues));
                for (Entrant entrant : entrants) {
                    new Trial(elasticMq, entrant, running.get(entrant)).warmUp(WARM_UP_OF_STATION);
                }
                measure(elasticMq, running, Math.max(1, messages / FEWER_ON_STATION), results);
            }
            return results;
        } finally {
            // Before what they receive from goes away.
            running.values().forEach(ContenderProcess::close);
        }
    }

    private void measure(QueueServer server, Map<Entrant, ContenderProcess> running, int backlog, Results results)
            throws IOException, InterruptedException {
        for (int round = 0; round < rounds; round++) {
            progress.accept("Round " + (round + 1) + " of " + rounds + " on " + server.title());
            for (Work work : Work.values()) {
                for (Entrant entrant : inTurn(round)) {
                    Trial trial = new Trial(server, entrant, running.get(entrant));
                    results.add(server.title(), work, entrant, trial.round(work, backlog));
                }
            }
        }
        for (Entrant entrant : entrants) {
            new Trial(server, entrant, running.get(entrant)).rest();
        }
    }

    /** Each round begins with another one, and every other round goes backwards. */
    private List<Entrant> inTurn(int round) {
        List<Entrant> turn = new ArrayList<>(entrants);
        Collections.rotate(turn, -round);
        return round % 2 == 0 ? turn : turn.reversed();
    }
}
