package dev.invitations.system;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/** Something that goes wrong while invitations are under way, and when: counted from the first invitation on. */
sealed interface Disturbance {
    Duration at();

    /**
     * {@code kill -9} of a worker.
     *
     * @param spared how long it is let work, at least, once it is back
     */
    record Kill(Duration at, String worker, Duration spared) implements Disturbance {}

    /** A fault of the local AWS, as {@code docs/failure-on-demand.md} has them. */
    record AwsFault(Duration at, String wish) implements Disturbance {}

    /** Redis is asked to stop, and away for a while: a node that is replaced. */
    record RedisAway(Duration at, Duration lasts) implements Disturbance {}

    /** {@code kill -9} of Redis, which is started again at once. */
    record RedisKilled(Duration at) implements Disturbance {}

    /**
     * The same plan for the same seed: a worker dies every few seconds, AWS begins to do something wrong about every
     * second, and Redis goes twice.
     */
    static List<Disturbance> plan(long seed, Duration lasts) {
        Random random = new Random(seed);
        Deck<String> workers = new Deck<>(random, Station.WORKERS);
        AwsFaults faults = new AwsFaults(random);
        List<Disturbance> plan = new ArrayList<>();
        plan.addAll(again(random, 1500, 4000, lasts, at -> new Kill(at, workers.deal(), between(random, 300, 3000))));
        plan.addAll(again(random, 300, 1300, lasts, at -> new AwsFault(at, faults.next())));
        int first = random.nextInt(1, 3);
        plan.add(new RedisAway(lasts.multipliedBy(first).dividedBy(3), between(random, 1000, 4000)));
        plan.add(new RedisKilled(lasts.multipliedBy(3 - first).dividedBy(3)));
        plan.sort(Comparator.comparing(Disturbance::at));
        return List.copyOf(plan);
    }

    private static List<Disturbance> again(
            Random random, int fromMillis, int toMillis, Duration lasts, Function<Duration, Disturbance> what) {
        List<Disturbance> planned = new ArrayList<>();
        for (Duration at = between(random, fromMillis, toMillis);
                at.compareTo(lasts) < 0;
                at = at.plus(between(random, fromMillis, toMillis))) {
            planned.add(what.apply(at));
        }
        return planned;
    }

    private static Duration between(Random random, int fromMillis, int toMillis) {
        return Duration.ofMillis(random.nextInt(fromMillis, toMillis));
    }
}
