package dev.invitations.bench.workers;

import dev.invitations.bench.contender.Standing;
import dev.invitations.bench.contender.Work;
import dev.invitations.bench.sqs.QueueServer;
import java.io.IOException;
import java.time.Duration;

/** Lets one contender work, and measures it. */
record Trial(QueueServer server, Entrant entrant, ContenderProcess process) {
    /** Slow enough for ten threads that take 20 ms for each message. */
    static final int PER_SECOND = 200;
    /** What is not handled by then is taken away. */
    static final Duration LONGEST_BACKLOG = Duration.ofSeconds(5);

    static final Duration PACED = Duration.ofSeconds(3);
    /** Longer than a slow message takes, so that it shows whom those hold up. */
    static final Duration PACED_WITH_SLOW = Duration.ofSeconds(8);
    /** As long as it may take to handle and delete what is in hand. */
    private static final Duration LONGEST_REST = Duration.ofSeconds(30);

    /** Throughput and cost from a backlog, the time in queue at a pace; where some are slow, all of it at a pace. */
    Figures round(Work work, int messages) throws IOException, InterruptedException {
        if (work == Work.SLOW) {
            return paced(work, PACED_WITH_SLOW);
        }
        return backlog(work, messages).withTimesOf(paced(work, PACED));
    }

    /** Has so many messages handled, however long that takes. */
    void warmUp(int messages) throws IOException, InterruptedException {
        process.begin(Work.NONE);
        server.add(entrant.queue(), messages);
        while (!isEmptyWithin(LONGEST_REST)) {
            if (process.standing().handled() == 0) {
                throw new IOException(
                        entrant.name() + " handles nothing; its log is target/bench-" + entrant.name() + ".log");
            }
        }
    }

    private Figures backlog(Work work, int messages) throws IOException, InterruptedException {
        Start start = start(work);
        server.add(entrant.queue(), messages);
        isEmptyWithin(LONGEST_BACKLOG);
        return start.end();
    }

    private Figures paced(Work work, Duration time) throws IOException, InterruptedException {
        Start start = start(work);
        server.send(entrant.queue(), PER_SECOND, work == Work.SLOW);
        Thread.sleep(time);
        return start.end();
    }

    /** Waits until it has finished what it has in hand. */
    void rest() throws IOException, InterruptedException {
        if (!isEmptyWithin(LONGEST_REST)) {
            throw new IOException(entrant.name() + " leaves messages in its queue; its log is target/bench-"
                    + entrant.name() + ".log");
        }
    }

    private Start start(Work work) throws IOException, InterruptedException {
        rest();
        return new Start(server.calls(entrant.queue()), process.begin(work));
    }

    private final class Start {
        private final int calls;
        private final Standing standing;

        Start(int calls, Standing standing) {
            this.calls = calls;
            this.standing = standing;
        }

        Figures end() throws IOException, InterruptedException {
            Figures figures = Figures.between(standing, process.standing(), server.calls(entrant.queue()) - calls);
            server.stop(entrant.queue());
            // What it has in hand goes fast from now on, but for what has begun to be slow: others needn't wait for it.
            process.begin(Work.NONE);
            return figures;
        }
    }

    private boolean isEmptyWithin(Duration patience) throws InterruptedException {
        long late = System.nanoTime() + patience.toNanos();
        while (server.remaining(entrant.queue()) > 0) {
            if (System.nanoTime() > late) {
                return false;
            }
            Thread.sleep(20);
        }
        return true;
    }
}
