package dev.invitations.station.aws.time;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.PriorityQueue;

/**
 * The time of the local AWS: the machine's, until somebody puts it forward. Then what would have happened meanwhile
 * happens, in its order: retries of hours take milliseconds.
 *
 * <p>It belongs to one event loop; only {@link #now} and {@link #millis} may be asked from anywhere. However much is
 * scheduled, there is one timer of Vert.x, for what is due next.
 */
public final class StationClock {
    /**
     * How long, in real milliseconds, a clock that is put forward waits for what is under way before it goes on: who has
     * not answered by then has not answered until the next thing is due.
     */
    private static final long PATIENCE_MILLIS = 1_000;

    private static final long NONE = -1;

    /** Something that is to happen. */
    public final class Timer implements Comparable<Timer> {
        private final long due;
        private final long sequence;
        private final Runnable task;

        private Timer(long due, Runnable task) {
            this.due = due;
            this.sequence = ++timers;
            this.task = task;
        }

        /** Lets it not happen; without effect where it has. */
        public void cancel() {
            schedule.remove(this);
        }

        @Override
        public int compareTo(Timer other) {
            return due != other.due ? Long.compare(due, other.due) : Long.compare(sequence, other.sequence);
        }
    }

    private final Vertx vertx;
    private volatile long ahead;
    /** Where it stands while it is put forward, so that what happens then takes no time; else {@link #NONE}. */
    private volatile long standsAt = NONE;

    private final PriorityQueue<Timer> schedule = new PriorityQueue<>();
    private long timers;
    private long alarm = NONE;
    private long alarmDue;
    private int underWay;
    private Promise<Void> quiet = Promise.promise();
    private Future<Void> advance = Future.succeededFuture();

    public StationClock(Vertx vertx) {
        this.vertx = vertx;
    }

    public Instant now() {
        return Instant.ofEpochMilli(millis());
    }

    /** Milliseconds since 1970. */
    public long millis() {
        long standing = standsAt;
        return standing == NONE ? System.currentTimeMillis() + ahead : standing;
    }

    /** Lets something happen after a while; at the earliest once the present task has ended. */
    public Timer schedule(Duration after, Runnable task) {
        var timer = new Timer(millis() + after.toMillis(), task);
        schedule.add(timer);
        setAlarm();
        return timer;
    }

    /** Tells that something is going on, which a clock that is put forward should wait for. */
    public <T> Future<T> underWay(Future<T> something) {
        underWay++;
        return something.onComplete(_ -> {
            // Only after those who listen: what they schedule belongs to this moment.
            vertx.runOnContext(_ -> {
                if (--underWay == 0) {
                    quiet.tryComplete();
                }
            });
        });
    }

    /**
     * Puts the clock forward. What was due meanwhile happens at its own time, and what follows from it as well.
     *
     * @return completes once the time has come
     */
    public Future<Void> advance(Duration duration) {
        advance = advance.compose(_ -> {
            Promise<Void> come = Promise.promise();
            long start = millis();
            long target = start + duration.toMillis();
            standAt(start);
            whenQuiet(() -> advanceTo(target, come));
            return come.future();
        });
        return advance;
    }

    /**
     * Forgets what is scheduled, waits for what is under way, and goes back to the machine's time.
     *
     * @return completes once it is the machine's
     */
    public Future<Void> reset() {
        advance = advance.compose(_ -> {
            Promise<Void> back = Promise.promise();
            schedule.clear();
            whenQuiet(() -> {
                schedule.clear();
                goOnFrom(System.currentTimeMillis());
                back.complete();
            });
            return back.future();
        });
        return advance;
    }

    private void advanceTo(long target, Promise<Void> come) {
        do {
            Timer next = schedule.peek();
            if (next == null || next.due > target) {
                goOnFrom(target);
                come.complete();
                return;
            }
            standAt(Math.max(millis(), next.due));
            runWhatIsDue();
        } while (underWay == 0);
        whenQuiet(() -> advanceTo(target, come));
    }

    private void standAt(long moment) {
        standsAt = moment;
        setAlarm();
    }

    private void goOnFrom(long moment) {
        ahead = moment - System.currentTimeMillis();
        standsAt = NONE;
        setAlarm();
    }

    private void whenQuiet(Runnable then) {
        if (underWay == 0) {
            then.run();
            return;
        }
        Promise<Void> next = Promise.promise();
        quiet = next;
        long patience = vertx.setTimer(PATIENCE_MILLIS, _ -> next.tryComplete());
        next.future().onComplete(_ -> {
            vertx.cancelTimer(patience);
            then.run();
        });
    }

    private void runWhatIsDue() {
        long now = millis();
        while (!schedule.isEmpty() && schedule.peek().due <= now) {
            schedule.remove().task.run();
        }
    }

    private void setAlarm() {
        Timer next = standsAt == NONE ? schedule.peek() : null;
        if (alarm != NONE && (next == null || next.due != alarmDue)) {
            vertx.cancelTimer(alarm);
            alarm = NONE;
        }
        if (next != null && alarm == NONE) {
            alarmDue = next.due;
            alarm = vertx.setTimer(Math.max(1, next.due - millis()), _ -> {
                alarm = NONE;
                runWhatIsDue();
                setAlarm();
            });
        }
    }
}
