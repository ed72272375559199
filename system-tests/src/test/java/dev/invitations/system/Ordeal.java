package dev.invitations.system;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/**
 * Many invitations while everything around them goes wrong by a plan, until every queue is at rest: what came of them is
 * then for the checks. It takes as long as it takes to send them, forty in a second, and half a minute or a minute more:
 * what a killed worker had received, and what it had claimed, stays away for 30 s.
 */
final class Ordeal implements AutoCloseable {
    private static final int LIST = 50;
    private static final Duration EVERY = Duration.ofMillis(1250);
    private static final Duration SHORTEST = Duration.ofSeconds(25);
    private static final Duration PROGRESS = Duration.ofSeconds(5);

    /** So many does a team's stream keep all updates of. */
    private static final int LARGEST_TEAM = 10_000;

    /** Longer than any message waits by itself: a few failures in a row, 30 s of visibility, 30 s of a claim. */
    private static final Duration AT_REST_WITHIN = Duration.ofMinutes(4);

    /** Longer than SNS may keep back what it was told to. */
    private static final Duration AT_REST = AwsFaults.LONGEST_DELAY.plusSeconds(2);

    private final int invitations;
    private final Station station;
    private final List<InvitedTeam> teams = new ArrayList<>();
    private final SentMails mails = new SentMails();
    private final ScheduledExecutorService inviting = timer("inviting");
    private final ScheduledExecutorService progress = timer("progress");
    private final Unrest unrest;
    private final Instant start;
    private Map<String, Integer> faultsThatStruck = Map.of();
    private boolean atRest;

    private Ordeal(Station station, int invitations, long seed) {
        this.station = station;
        this.invitations = invitations;
        for (int left = invitations; left > 0; left -= LARGEST_TEAM) {
            teams.add(new InvitedTeam(station));
        }
        Duration lasts = EVERY.multipliedBy(invitations / LIST);
        start = Instant.now();
        unrest = Unrest.begin(station, Disturbance.plan(seed, lasts.compareTo(SHORTEST) < 0 ? SHORTEST : lasts));
    }

    /** Goes through it. */
    static Ordeal of(int invitations, long seed) {
        say("%,d invitations, seed %d".formatted(invitations, seed));
        Ordeal ordeal = begin(Station.upToBeKilled("ordeal"), invitations, seed);
        try {
            ordeal.goThrough();
            return ordeal;
        } catch (RuntimeException | Error e) {
            ordeal.close();
            throw e;
        }
    }

    private static Ordeal begin(Station station, int invitations, long seed) {
        try {
            return new Ordeal(station, invitations, seed);
        } catch (RuntimeException | Error e) {
            station.close();
            throw e;
        }
    }

    private void goThrough() {
        progress.scheduleAtFixedRate(
                () -> say(inWords()), PROGRESS.toSeconds(), PROGRESS.toSeconds(), TimeUnit.SECONDS);
        List<Future<?>> lists = new ArrayList<>();
        for (int from = 0; from < invitations; from += LIST) {
            int first = from;
            int next = Math.min(first + LIST, invitations);
            lists.add(inviting.schedule(
                    () -> invite(first, next), EVERY.toMillis() * (first / LIST), TimeUnit.MILLISECONDS));
        }
        lists.forEach(Ordeal::await);
        unrest.awaitEnd();
        faultsThatStruck = station.faultsThatStruck();
        station.forgetFaults();
        say("all are invited and nothing goes wrong any more");
        awaitRest();
        teams.forEach(InvitedTeam::readStream);
        readInbox();
        progress.shutdownNow();
        say("%s; %,d mails for %,d invitations, %,d of them twice"
                .formatted(
                        inWords(),
                        mails.distinct(),
                        invitations,
                        mails.repeats().size()));
    }

    private void invite(int from, int to) {
        teams.get(from / LARGEST_TEAM).invite(from, to);
        // The inbox keeps twice as many.
        if (to % LARGEST_TEAM == 0) {
            readInbox();
        }
    }

    private void readInbox() {
        mails.add(station.mails("limit=20000"));
    }

    private void awaitRest() {
        try {
            Awaitility.await()
                    .atMost(AT_REST_WITHIN)
                    .during(AT_REST)
                    .pollInterval(Duration.ofMillis(500))
                    .ignoreExceptions()
                    .until(() -> Station.WORKERS.stream()
                                    .mapToInt(station::messagesIn)
                                    .sum()
                            == 0);
            atRest = true;
        } catch (ConditionTimeoutException e) {
            say("the queues are not at rest after " + AT_REST_WITHIN);
        }
    }

    /** Whether every queue was empty in the end, and nothing was being handled. */
    boolean isAtRest() {
        return atRest;
    }

    Station station() {
        return station;
    }

    Unrest unrest() {
        return unrest;
    }

    /** How often AWS did wrong what it was asked to do wrong, by the fault's name. */
    Map<String, Integer> faultsThatStruck() {
        return faultsThatStruck;
    }

    SentMails mails() {
        return mails;
    }

    List<InvitedTeam> teams() {
        return teams;
    }

    /** The addresses of all accepted invitations, by their ids. */
    Map<UUID, String> accepted() {
        return teams.stream()
                .flatMap(team -> team.accepted().entrySet().stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private String inWords() {
        return "%3d s: %,d accepted, %,d of %,d updates shown; %s"
                .formatted(
                        Duration.between(start, Instant.now()).toSeconds(),
                        teams.stream().mapToInt(team -> team.accepted().size()).sum(),
                        teams.stream().mapToInt(InvitedTeam::shown).sum(),
                        invitations * InvitedTeam.UPDATES,
                        unrest.inWords());
    }

    private static void say(String what) {
        System.out.println(what);
    }

    private static ScheduledExecutorService timer(String name) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
    }

    private static void await(Future<?> task) {
        try {
            task.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("not all could be invited", e);
        }
    }

    @Override
    public void close() {
        inviting.shutdownNow();
        progress.shutdownNow();
        unrest.close();
        teams.forEach(InvitedTeam::close);
        station.close();
    }
}
