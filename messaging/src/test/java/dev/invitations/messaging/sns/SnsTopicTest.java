package dev.invitations.messaging.sns;

import static dev.invitations.messaging.sns.ScriptedSns.batch;
import static dev.invitations.messaging.sns.ScriptedSns.error;
import static dev.invitations.messaging.sns.ScriptedSns.failed;
import static dev.invitations.messaging.sns.ScriptedSns.successful;
import static dev.invitations.messaging.sns.Topics.event;
import static dev.invitations.messaging.sns.Topics.events;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.PublishFailed.Kind;
import dev.invitations.messaging.carrier.Outgoing;
import dev.invitations.messaging.sns.ScriptedSns.Answer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sns.SnsClient;

/** What becomes of events where SNS, or the way to it, does not do as it should. */
class SnsTopicTest {
    private static final Duration A_MOMENT = Duration.ofMillis(300);
    private static final PublishLimits IMPATIENT = new PublishLimits(A_MOMENT, A_MOMENT, 3, Topics.AT_ONCE);

    private final ScriptedSns sns;
    private final SnsClient client;
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    SnsTopicTest() throws IOException {
        sns = new ScriptedSns();
        client = Topics.client(sns.endpoint(), Topics.ANYBODY);
    }

    @AfterEach
    void close() {
        client.close();
        sns.close();
    }

    static Stream<Arguments> passing() {
        return Stream.of(
                Arguments.of("throttled", error(400, "Throttling"), Kind.THROTTLED),
                Arguments.of("too many requests", error(429, "TooManyRequests"), Kind.THROTTLED),
                Arguments.of("throttled for its key", error(400, "KMSThrottling"), Kind.THROTTLED),
                Arguments.of("unavailable", error(503, "ServiceUnavailable"), Kind.UNAVAILABLE),
                Arguments.of("failing", error(500, "InternalError"), Kind.UNAVAILABLE),
                Arguments.of("of another time", error(403, "RequestTimeTooSkewed"), Kind.UNAVAILABLE),
                Arguments.of("half an answer", ScriptedSns.half(), Kind.UNAVAILABLE),
                Arguments.of("an answer that was lost", ScriptedSns.lost(), Kind.UNAVAILABLE),
                Arguments.of("an answer that says nothing", ScriptedSns.saysNothing(), Kind.UNAVAILABLE));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatMayPassIsTriedAgainWithTheSameIdAndTheSameBytes(String name, Answer answer, Kind kind) {
        sns.first(answer, answer);

        assertThat(publish(Topics.PATIENT, event("a"))).containsExactly(Optional.empty());

        assertThat(sns.calls()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(sns.calls().stream().distinct()).hasSize(1);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("passing")
    void whatDoesNotPassIsGivenUpAfterAsManyAttemptsAsAreAllowed(String name, Answer answer, Kind kind) {
        sns.script(_ -> answer);

        assertThat(publish(Topics.PATIENT, event("a"))).singleElement().satisfies(fate -> assertFailed(fate, kind));

        assertThat(meters.counter("invitations.publish.retried", "kind", tag(kind))
                        .count())
                .isEqualTo(Topics.PATIENT.attempts() - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "403, AuthorizationError, DENIED, true",
        "403, ExpiredToken, DENIED, true",
        "400, ExpiredTokenException, DENIED, true",
        "400, KMSDisabled, DENIED, true",
        "404, NotFound, TOPIC_MISSING, true",
        "400, InvalidParameter, REFUSED, false",
        "400, ParameterValueInvalid, REFUSED, false"
    })
    void whatWillNotPassIsNotTriedAgain(int status, String code, Kind kind, boolean isOfTopic) {
        sns.script(_ -> error(status, code));

        assertThat(publish(Topics.PATIENT, event("a")))
                .singleElement()
                .satisfies(fate -> assertFailed(fate, kind))
                .satisfies(fate -> assertThat(fate.orElseThrow().isOfTopic()).isEqualTo(isOfTopic))
                .satisfies(fate -> assertThat(fate.orElseThrow()).hasMessageContaining("because"));

        assertThat(sns.calls()).hasSize(1);
    }

    @Test
    void credentialsThatAreGoodAgainNeedNoOtherClient() {
        SnsTopic topic = topic(Topics.PATIENT);
        sns.first(error(403, "ExpiredToken"));

        assertThat(topic.publish(List.of(event("a"))))
                .singleElement()
                .satisfies(fate -> assertFailed(fate, Kind.DENIED));
        assertThat(topic.publish(List.of(event("a")))).containsExactly(Optional.empty());
    }

    @Test
    void onlyWhatWasNotTakenIsSentAgainAndWhatIsTheSendersFaultIsNot() {
        sns.first(batch(
                Stream.of(successful("3"), successful("0")),
                Stream.of(
                        failed("4", false, "InternalFailure"),
                        failed("2", true, "InvalidParameter"),
                        failed("1", false, "Throttled"))));

        List<Optional<PublishFailed>> fates = topic(Topics.PATIENT).publish(events(5));

        assertThat(fates.get(2)).hasValueSatisfying(failure -> {
            assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
            assertThat(failure).hasMessage("InvalidParameter: because");
            assertThat(failure.isOfTopic()).isFalse();
        });
        assertThat(List.of(fates.get(0), fates.get(1), fates.get(3), fates.get(4)))
                .containsOnly(Optional.empty());
        assertThat(sns.calls()).hasSize(2);
        assertThat(sns.calls().getLast().bodies().values()).containsExactly(body("e1"), body("e4"));
    }

    @Test
    void whatTheAnswerDoesNotMentionHasFailed() {
        sns.script(call -> call.isBatch()
                ? batch(Stream.of(successful("0"), successful("somebody else")), Stream.empty())
                : ScriptedSns.saysNothing());

        List<Optional<PublishFailed>> fates = topic(Topics.PATIENT).publish(events(2));

        assertThat(fates.get(0)).isEmpty();
        assertFailed(fates.get(1), Kind.UNAVAILABLE);
    }

    @Test
    void whatTheAnswerMentionsTwiceHasFailed() {
        sns.first(batch(Stream.of(successful("0"), successful("1")), Stream.of(failed("1", true, "InvalidParameter"))));

        List<Optional<PublishFailed>> fates = topic(Topics.PATIENT).publish(events(2));

        assertFailed(fates.get(1), Kind.REFUSED);
    }

    @Test
    void anEventThatSpoilsItsBatchSpoilsNoOther() {
        sns.script(call ->
                call.bodies().containsValue(body("e1")) ? error(400, "InvalidParameter") : ScriptedSns.taken(call));

        List<Optional<PublishFailed>> fates = topic(Topics.PATIENT).publish(events(3));

        assertThat(fates.get(0)).isEmpty();
        assertFailed(fates.get(1), Kind.REFUSED);
        assertThat(fates.get(2)).isEmpty();
    }

    @Test
    void aTopicThatMayBeOfAnotherRegionIsNotTheEventsFault() {
        sns.script(_ -> ScriptedSns.error(400, "InvalidParameter", "Invalid parameter: TopicArn"));

        assertThat(topic(Topics.PATIENT).publish(events(20)))
                .allSatisfy(fate -> assertThat(fate).isPresent());

        assertThat(sns.calls()).hasSize(1);
    }

    @Test
    void whoeverPublishesToASilentSnsHasAnAnswer() {
        sns.script(_ -> sns.silence());

        assertThat(publish(IMPATIENT, event("a")))
                .singleElement()
                .satisfies(fate -> assertFailed(fate, Kind.TIMED_OUT));
    }

    @Test
    void moreThanTheClientHasConnectionsHaveAnAnswerAllTheSame() {
        sns.script(_ -> sns.silence());
        SnsTopic topic = topic(IMPATIENT);

        List<CompletableFuture<List<Optional<PublishFailed>>>> all = IntStream.range(0, 200)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> topic.publish(List.of(event("e" + i))), Thread::startVirtualThread))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one)
                .succeedsWithin(Duration.ofSeconds(10))
                .satisfies(fates -> assertFailed(fates.getFirst(), Kind.TIMED_OUT)));
    }

    @Test
    void anAttemptThatIsNotAnsweredIsFollowedByAnother() {
        sns.first(sns.silence());

        assertThat(publish(new PublishLimits(Duration.ofSeconds(20), A_MOMENT, 3, Topics.AT_ONCE), event("a")))
                .containsExactly(Optional.empty());
        assertThat(sns.calls()).hasSize(2);
    }

    @Test
    void onceSnsIsSilentNoMoreOfALongListIsSent() {
        sns.script(call -> sns.bodies().contains(body("e10")) ? ScriptedSns.taken(call) : sns.silence());

        List<Optional<PublishFailed>> fates = topic(IMPATIENT).publish(events(10_000));

        assertThat(fates.subList(0, 10)).allSatisfy(fate -> assertFailed(fate, Kind.TIMED_OUT));
        assertThat(fates.subList(10, 10_000)).allSatisfy(fate -> assertFailed(fate, Kind.NOT_SENT));
        assertThat(sns.bodies()).doesNotContain(body("e10"));
    }

    @Test
    void aLongListMayTakeLongerThanTheTimeoutAsLongAsItGetsOn() {
        Duration timeout = Duration.ofSeconds(4);
        sns.script(call -> connection -> {
            new CountDownLatch(1).await(timeout.toMillis() / 6, TimeUnit.MILLISECONDS);
            ScriptedSns.taken(call).give(connection);
        });

        assertThat(topic(new PublishLimits(timeout, timeout, 1, Topics.AT_ONCE)).publish(events(70)))
                .containsOnly(Optional.empty());
    }

    @Test
    void anEventThatSnsFailsOnStopsNoneOfTheNextBatch() {
        sns.script(call -> !call.bodies().containsValue(body("e0"))
                ? ScriptedSns.taken(call)
                : call.isBatch()
                        ? batch(
                                IntStream.range(1, 10).mapToObj(i -> successful(Integer.toString(i))),
                                Stream.of(failed("0", false, "InternalFailure")))
                        : error(500, "InternalError"));

        List<Optional<PublishFailed>> fates = topic(Topics.PATIENT).publish(events(20));

        assertFailed(fates.getFirst(), Kind.UNAVAILABLE);
        assertThat(fates.subList(1, 20)).containsOnly(Optional.empty());
    }

    @Test
    void aPauseForWhichThereIsNoTimeIsNotWaitedFor() {
        sns.script(_ -> error(400, "Throttling"));
        Backoff hours = new Backoff(Duration.ofDays(10), Duration.ofDays(10));

        assertThat(publish(new PublishLimits(Duration.ofMinutes(1), A_MOMENT, 3, hours), event("a")))
                .singleElement()
                .satisfies(fate -> assertFailed(fate, Kind.THROTTLED));
        assertThat(sns.calls()).hasSize(1);
    }

    @Test
    void thereArePausesBetweenAttempts() {
        sns.script(_ -> error(400, "Throttling"));
        Backoff pauses = new Backoff(Duration.ofMillis(50), Duration.ofMillis(50));
        long start = System.nanoTime();

        publish(new PublishLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 41, pauses), event("a"));

        // Forty of 25 ms on average: chance makes them as short as this in no lifetime.
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(400));
    }

    @Test
    void aClientThatWaitsForItsCredentialsHoldsNobodyUp() {
        CountDownLatch never = new CountDownLatch(1);
        try (SnsClient waiting = waitingFor(new CountDownLatch(1), never)) {
            SnsTopic topic = new SnsTopic(waiting, Topics.ARN, IMPATIENT, meters);

            assertThat(CompletableFuture.supplyAsync(
                            () -> topic.publish(List.of(event("a"))), Thread::startVirtualThread))
                    .succeedsWithin(Duration.ofSeconds(20))
                    .satisfies(fates -> assertFailed(fates.getFirst(), Kind.TIMED_OUT));
        } finally {
            never.countDown();
        }
    }

    @Test
    void credentialsThatCanNotBeHadJustNowAreTriedAgain() {
        CountDownLatch failed = new CountDownLatch(1);
        try (SnsClient hesitant = Topics.client(sns.endpoint(), () -> {
            if (failed.getCount() > 0) {
                failed.countDown();
                throw SdkClientException.create("no credentials");
            }
            return Topics.ANYBODY.resolveCredentials();
        })) {
            assertThat(new SnsTopic(hesitant, Topics.ARN, Topics.PATIENT, meters).publish(List.of(event("a"))))
                    .containsExactly(Optional.empty());
        }
    }

    @Test
    void aClientThatBreaksIsAFailureAndNotSilence() {
        try (SnsClient broken = Topics.client(sns.endpoint(), () -> {
            throw new IllegalStateException("broken");
        })) {
            assertThat(new SnsTopic(broken, Topics.ARN, Topics.PATIENT, meters).publish(events(2)))
                    .allSatisfy(fate -> assertFailed(fate, Kind.UNAVAILABLE));
        }
    }

    @Test
    void whereNobodyListensItIsUnavailable() throws IOException {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://localhost:" + socket.getLocalPort());
        }
        try (SnsClient refused = Topics.client(nobody, Topics.ANYBODY)) {
            assertThat(new SnsTopic(refused, Topics.ARN, Topics.PATIENT, meters).publish(List.of(event("a"))))
                    .singleElement()
                    .satisfies(fate -> assertFailed(fate, Kind.UNAVAILABLE));
        }
    }

    @Test
    void whoIsInterruptedHearsOfItAndStaysInterrupted() {
        sns.script(_ -> sns.silence());
        CompletableFuture<List<Optional<PublishFailed>>> fates = new CompletableFuture<>();
        CompletableFuture<Boolean> stays = new CompletableFuture<>();
        Thread caller = Thread.startVirtualThread(() -> {
            fates.complete(topic(Topics.PATIENT).publish(events(30)));
            stays.complete(Thread.currentThread().isInterrupted());
        });
        await().until(() -> !sns.calls().isEmpty());

        caller.interrupt();

        assertThat(fates).succeedsWithin(Duration.ofSeconds(10)).satisfies(all -> {
            assertThat(all.subList(0, 10)).allSatisfy(fate -> assertFailed(fate, Kind.INTERRUPTED));
            assertThat(all.subList(10, 30)).allSatisfy(fate -> assertFailed(fate, Kind.NOT_SENT));
        });
        assertThat(stays).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(true);
    }

    @Test
    void whoIsInterruptedAlreadyHearsOfIt() {
        sns.script(_ -> sns.silence());
        Thread.currentThread().interrupt();

        List<Optional<PublishFailed>> fates = publish(Topics.PATIENT, event("a"));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(fates).singleElement().satisfies(fate -> assertFailed(fate, Kind.INTERRUPTED));
    }

    @Test
    void aCallThatNobodyWaitsForIsAborted() {
        CountDownLatch aborted = new CountDownLatch(1);
        sns.script(_ -> connection -> {
            connection.getInputStream().transferTo(OutputStream.nullOutputStream());
            aborted.countDown();
        });
        PublishLimits limits = new PublishLimits(A_MOMENT, Duration.ofMinutes(1), 3, Topics.AT_ONCE);

        publish(limits, event("a"));

        await().until(() -> aborted.getCount() == 0);
    }

    @Test
    void whatWasGivenUpIsNotTriedAgainBehindTheCallersBack() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch late = new CountDownLatch(1);
        sns.script(_ -> error(400, "Throttling"));
        try (SnsClient slow = waitingFor(asked, late)) {
            SnsTopic topic = new SnsTopic(slow, Topics.ARN, Topics.PATIENT, meters);
            Thread caller = Thread.startVirtualThread(() -> topic.publish(List.of(event("a"))));
            asked.await();
            caller.interrupt();
            caller.join();

            late.countDown();

            await().until(() -> !sns.calls().isEmpty());
            await().during(A_MOMENT).until(() -> sns.calls().size() == 1);
        } finally {
            late.countDown();
        }
    }

    @Test
    void whatIsPublishedAndWhatIsNotIsCounted() {
        sns.first(batch(
                Stream.of(successful("0")), Stream.of(failed("1", true, "InvalidParameter"), failed("2", false, "x"))));

        topic(Topics.PATIENT).publish(events(3));

        assertThat(meters.counter("invitations.publish.taken").count()).isEqualTo(2);
        assertThat(meters.counter("invitations.publish.failed", "kind", "refused")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("invitations.publish.retried", "kind", "unavailable")
                        .count())
                .isEqualTo(1);
        assertThat(meters.timer("invitations.publish.time").count()).isEqualTo(1);
        assertThat(meters.summary("invitations.publish.batch").totalAmount()).isEqualTo(3);
        assertThat(meters.getMeters())
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }

    @Test
    void aLineForEachFailureSaysWhichEventWhyAndWhatHappensNext() {
        List<LogRecord> lines = new CopyOnWriteArrayList<>();
        Logger log = Logger.getLogger(PublishReport.class.getName());
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        log.addHandler(listener);
        sns.script(_ -> error(400, "Throttling"));

        publish(new PublishLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 2, Topics.AT_ONCE), event("some-id"));

        log.removeHandler(listener);
        assertThat(lines)
                .extracting(line -> new PatternFormatter("%s").format(line))
                .satisfiesExactly(
                        again -> assertThat(again).contains("some-id", "because", "attempt 2 follows"),
                        over -> assertThat(over).contains("some-id", "because", "given back"));
    }

    @Test
    void onAFifoTopicWhatFollowsAFailedEventInItsGroupIsNotSentBeforeIt() {
        List<Outgoing> events = List.of(event("a1", "a"), event("b1", "b"), event("a2", "a"), event("b2", "b"));
        sns.script(call -> call.isBatch() && call.bodies().containsValue(body("a1"))
                ? batch(Stream.of(successful("1")), Stream.of(failed("0", true, "InvalidParameter")))
                : ScriptedSns.taken(call));

        List<Optional<PublishFailed>> fates =
                new SnsTopic(client, Topics.ARN + ".fifo", Topics.PATIENT, meters).publish(events);

        assertFailed(fates.get(0), Kind.REFUSED);
        assertFailed(fates.get(2), Kind.NOT_SENT);
        assertThat(List.of(fates.get(1), fates.get(3))).containsOnly(Optional.empty());
        assertThat(sns.bodies()).doesNotContain(body("a2"));
    }

    @Test
    void onAStandardTopicNoEventWaitsForAnother() {
        List<Outgoing> events = Stream.concat(Topics.events(10).stream(), Stream.of(event("a2", "group of e0")))
                .toList();
        sns.first(batch(
                IntStream.range(1, 10).mapToObj(i -> successful(Integer.toString(i))),
                Stream.of(failed("0", true, "InvalidParameter"))));

        assertThat(topic(Topics.PATIENT).publish(events).getLast()).isEmpty();
    }

    @Test
    void aFifoTopicsBatchNamesGroupsAndIds() {
        new SnsTopic(client, Topics.ARN + ".fifo", Topics.PATIENT, meters)
                .publish(List.of(event("a1", "a"), event("b1", "b")));

        assertThat(sns.calls()).singleElement().satisfies(call -> assertThat(call.parameters())
                .containsEntry("PublishBatchRequestEntries.member.2.MessageGroupId", "b")
                .containsEntry("PublishBatchRequestEntries.member.2.MessageDeduplicationId", "b1"));
    }

    private List<Optional<PublishFailed>> publish(PublishLimits limits, Outgoing event) {
        return topic(limits).publish(List.of(event));
    }

    private SnsTopic topic(PublishLimits limits) {
        return new SnsTopic(client, Topics.ARN, limits, meters);
    }

    private static String body(String id) {
        return event(id).message().body();
    }

    private static String tag(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Its credentials come when {@code latch} opens, and no interrupt makes it wait less, as with a name lookup.
     *
     * @param asked opens when it begins to wait
     */
    private SnsClient waitingFor(CountDownLatch asked, CountDownLatch latch) {
        return Topics.client(sns.endpoint(), () -> {
            asked.countDown();
            while (latch.getCount() > 0) {
                try {
                    latch.await();
                } catch (InterruptedException _) {
                    // On and on.
                }
            }
            return Topics.ANYBODY.resolveCredentials();
        });
    }

    private static void assertFailed(Optional<PublishFailed> fate, Kind kind) {
        assertThat(fate)
                .hasValueSatisfying(failure -> assertThat(failure.kind()).isEqualTo(kind));
    }
}
