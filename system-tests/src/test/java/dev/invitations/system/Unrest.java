package dev.invitations.system;

import dev.invitations.system.Disturbance.AwsFault;
import dev.invitations.system.Disturbance.Kill;
import dev.invitations.system.Disturbance.RedisAway;
import dev.invitations.system.Disturbance.RedisKilled;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Does to a station what a plan says, and keeps in mind when. */
final class Unrest implements AutoCloseable {
    /** What everybody needs to find Redis again, once it is back. */
    private static final Duration FOUND_AGAIN = Duration.ofSeconds(3);

    private static final Duration BACK_WITHIN = Duration.ofMinutes(1);

    /** What was done to a part of the station, from just before to just after. */
    record Blow(String part, Instant from, Instant to) {}

    private final Station station;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(
            8, Thread.ofPlatform().daemon().name("unrest-", 1).factory());
    private final List<Blow> blows = new CopyOnWriteArrayList<>();
    /** The workers that were killed and have not worked since. */
    private final Set<String> restarting = ConcurrentHashMap.newKeySet();

    private final List<Future<?>> planned;

    private Unrest(Station station, List<Disturbance> plan) {
        this.station = station;
        planned = plan.stream()
                .<Future<?>>map(disturbance -> timer.schedule(
                        () -> strike(disturbance), disturbance.at().toMillis(), TimeUnit.MILLISECONDS))
                .toList();
    }

    static Unrest begin(Station station, List<Disturbance> plan) {
        return new Unrest(station, plan);
    }

    private void strike(Disturbance disturbance) {
        Instant from = Instant.now();
        switch (disturbance) {
            case Kill kill -> kill(kill);
            case AwsFault fault -> {
                station.fault(fault.wish());
                blows.add(new Blow("aws", from, from));
            }
            case RedisAway away -> {
                station.component("redis", false);
                blows.add(new Blow("redis", from, from.plus(away.lasts()).plus(FOUND_AGAIN)));
                await(timer.schedule(
                        () -> station.component("redis", true), away.lasts().toMillis(), TimeUnit.MILLISECONDS));
            }
            case RedisKilled _ -> {
                Station.kill(station.redis().orElseThrow());
                blows.add(new Blow("redis", from, Instant.now().plus(FOUND_AGAIN)));
            }
        }
    }

    /** Where it was killed a moment ago it is let off, until it has worked again: to kill what starts is to stop all. */
    private void kill(Kill kill) {
        if (!restarting.add(kill.worker())) {
            return;
        }
        ProcessHandle process = station.running(kill.worker()).orElseThrow();
        Instant from = Instant.now();
        Station.kill(process);
        blows.add(new Blow(kill.worker(), from, Instant.now()));
        Awaitility.await(kill.worker() + " is back")
                .atMost(BACK_WITHIN)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> station.isReady(kill.worker()));
        timer.schedule(() -> restarting.remove(kill.worker()), kill.spared().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Waits until all of the plan is done. */
    void awaitEnd() {
        planned.forEach(Unrest::await);
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("what was to go wrong could not be done", e);
        }
    }

    /** What was done to a part: a worker, {@code redis} or {@code aws}. */
    List<Blow> blowsTo(String part) {
        return blows.stream().filter(blow -> blow.part().equals(part)).toList();
    }

    /** How often what was done, for people. */
    String inWords() {
        return "email-worker killed %d x, analytics-worker %d x, %d faults of AWS, Redis gone %d x"
                .formatted(
                        blowsTo("email-worker").size(),
                        blowsTo("analytics-worker").size(),
                        blowsTo("aws").size(),
                        blowsTo("redis").size());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
