package dev.invitations.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.system.SentMails.Repeat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Nothing lost, nothing twice: while workers are killed every few seconds, AWS throttles, repeats, keeps back and breaks
 * off, and Redis goes twice. {@code ./station soak} is this with more invitations; a seed makes the same things go wrong
 * at the same times, though not between the same two instructions.
 */
class NothingLostIT {
    private static final int INVITATIONS = Integer.getInteger("invitations.soak.invitations", 1000);
    private static final long SEED =
            Long.getLong("invitations.soak.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    private static Ordeal ordeal;

    @BeforeAll
    static void goThroughIt() {
        ordeal = Ordeal.of(INVITATIONS, SEED);
    }

    @AfterAll
    static void down() {
        if (ordeal != null) {
            ordeal.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"email-worker", "analytics-worker"})
    void everyWorkerWasKilled(String worker) {
        assertThat(ordeal.unrest().blowsTo(worker)).isNotEmpty();
    }

    @Test
    void redisWentTwice() {
        assertThat(ordeal.unrest().blowsTo("redis")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"throttle", "duplicate", "delay", "drop"})
    void everyFaultStruck(String fault) {
        assertThat(ordeal.faultsThatStruck()).containsKey(fault);
        assertThat(ordeal.faultsThatStruck().get(fault)).isPositive();
    }

    @Test
    void everyInvitationIsAcceptedOnce() {
        assertThat(ordeal.accepted()).hasSize(INVITATIONS);
    }

    @Test
    void everyQueueComesToRest() {
        assertThat(ordeal.isAtRest()).as("seed " + SEED).isTrue();
    }

    @Test
    void everyInvitationIsMailed() {
        assertThat(ordeal.mails().missing(ordeal.accepted()))
                .as("not mailed, seed " + SEED)
                .isEmpty();
    }

    @Test
    void nothingElseIsMailed() {
        assertThat(ordeal.mails().unknown(ordeal.accepted())).isEmpty();
    }

    @Test
    void aMailComesTwiceOnlyWhereItsWorkerDiedBeforeTheMark() {
        List<Repeat> repeats = ordeal.mails().repeats();

        assertThat(repeats)
                .as("mailed twice, seed " + SEED)
                .filteredOn(repeat -> SentMails.cause(repeat, ordeal.unrest()).isEmpty())
                .isEmpty();
        assertThat(repeats.stream()
                        .collect(groupingBy(
                                repeat ->
                                        SentMails.cause(repeat, ordeal.unrest()).orElseThrow(),
                                counting()))
                        .values())
                .as("mails that one death repeats")
                .allMatch(mails -> mails <= SentMails.AT_ONCE);
    }

    @Test
    void statisticsAreExact() {
        assertThat(ordeal.teams()).allSatisfy(team -> {
            JsonNode total = team.statistics();
            long people = team.accepted().size();
            assertThat(List.of("invited", "emailed", "undeliverable", "accepted"))
                    .as(() -> total + "; totals that were not announced once: "
                            + team.wrongInStream().stream()
                                    .filter(update -> update.startsWith("statistics"))
                                    .toList())
                    .extracting(name -> total.get(name).longValue())
                    .containsExactly(people, people, 0L, 0L);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"email-worker", "analytics-worker"})
    void theDeadLetterQueuesAreEmpty(String subscription) {
        assertThat(ordeal.station().messagesIn(subscription + "-dlq"))
                .as(() -> ordeal.station()
                        .shell("./station dlq " + subscription + " peek --local")
                        .all())
                .isZero();
    }

    @Test
    void theStreamOfTheTeamHasEveryUpdateOnce() {
        assertThat(ordeal.teams())
                .allSatisfy(team -> assertThat(team.wrongInStream()).isEmpty());
    }

    @Test
    void aPageThatWasOpenAllTheTimeGotEveryUpdateOnce() {
        assertThat(ordeal.teams())
                .allSatisfy(team -> assertThat(team.wrongOnPage()).isEmpty());
    }
}
