package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.DeadLetterAttributes;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.UserInvited;
import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.messaging.RecordingHandlers.Handled;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import dev.invitations.messaging.carrier.Received;
import io.opentelemetry.api.trace.Tracer;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What any carrier of ours must do; run on each of them: memory, and SNS and SQS of the local station, of LocalStack and,
 * where that is wanted, of AWS.
 *
 * <p>No carrier promises the order of messages or that each comes once, so nothing here expects it: a handler makes up
 * for both with {@link OnceOnly}. None of them has FIFO either, as no event has a message group.
 */
abstract class CarrierContract {
    @Inject
    EventPublisher publisher;

    @Inject
    Carrier carrier;

    @Inject
    @Subscription("email-worker")
    RecordingHandlers.OfInvitations invitations;

    @Inject
    @Subscription("analytics-worker")
    RecordingHandlers.OfEverything everything;

    @Inject
    ThreeTries threeTries;

    @Inject
    Tracer tracer;

    @Inject
    @Readiness
    SubscriptionsReadiness readiness;

    /** What is in the dead-letter queue of a subscription. */
    abstract List<Message> deadLetters(String subscription);

    @Test
    void anEventReachesEverySubscriptionWhoseFilterLetsItThrough() {
        UserInvited invited = Events.invited("ann@example.com");
        InvitationEvent emailed = Events.emailed("ann@example.com");

        publisher.publish(invited);
        publisher.publish(emailed);

        await().untilAsserted(() -> assertThat(events(everything.handled())).contains(invited, emailed));
        await().untilAsserted(() -> assertThat(events(invitations.handled())).contains(invited));
        assertThat(events(invitations.handled())).doesNotContain(emailed);
    }

    @Test
    void whatPeopleWriteArrivesWhateverItIs() {
        UserInvited invited = Events.invited("ann@example.com", "Zoë 山田 👋 \u0001 \uFFFE \uFFFF");

        publisher.publish(invited);

        await().untilAsserted(() -> assertThat(events(everything.handled())).contains(invited));
    }

    @Test
    void aBatchLargerThanTheCarriersOwnArrivesWhole() {
        List<UserInvited> batch = IntStream.range(0, 37)
                .mapToObj(i -> Events.invited("batch" + i + "@example.com"))
                .toList();

        assertThat(publisher.publish(batch)).hasSize(37).allMatch(Optional::isEmpty);

        await().untilAsserted(() -> assertThat(events(invitations.handled())).containsAll(batch));
    }

    @Test
    void aHandlerThatFailsGetsTheMessageAgainWithAHigherReceiveCount() {
        UserInvited invited = Events.invited("fail-2@example.com");

        publisher.publish(invited);

        await().untilAsserted(() -> assertThat(invitations.handled())
                .filteredOn(handled -> handled.event().equals(invited))
                .extracting(handled -> handled.delivery().receiveCount())
                .containsExactly(3));
    }

    @Test
    void aMessageThatFailsEachTimeEndsInTheDeadLetterQueueAfterItsMaxReceives() {
        Message hopeless = ThreeTries.message("hopeless " + UUID.randomUUID());

        publish(hopeless);

        await().untilAsserted(() -> assertThat(deadLetters(ThreeTries.NAME)).contains(hopeless));
        assertThat(threeTries.received(hopeless))
                .extracting(Received::receiveCount)
                .containsExactly(1, 2, 3);
    }

    @Test
    void bodyAndAttributesArriveAsTheyWere() {
        Map<String, String> attributes = new HashMap<>(Map.of("team", ThreeTries.NAME, "note", "山田 👋 \"x\""));
        IntStream.range(0, 8).forEach(i -> attributes.put("more" + i, "x"));
        Message message = new Message("{\"text\": \"Zoë 山田 👋\"}\n", attributes);

        publish(message);

        await().untilAsserted(() -> assertThat(threeTries.received(message)).isNotEmpty());
    }

    @Test
    void whatIsPublishedTwiceIsHandedOverTwice() {
        Message message = ThreeTries.message("again " + UUID.randomUUID());

        publish(message, message);

        await().untilAsserted(() -> assertThat(threeTries.received(message))
                .extracting(Received::id)
                .hasSizeGreaterThanOrEqualTo(2)
                .doesNotHaveDuplicates());
    }

    @Test
    void anEventThatIsTooLargeIsNotTakenAndTheOthersOfItsBatchArrive() {
        UserInvited fine = Events.invited("fine@example.com");
        UserInvited large = Events.invited("large@example.com", "x".repeat(Message.MOST_BYTES));

        List<Optional<PublishFailed>> results = publisher.publish(List.of(large, fine));

        assertThat(results.get(0)).hasValueSatisfying(failure -> {
            assertThat(failure).hasMessageContaining("too long");
            assertThat(failure.isOfTopic()).isFalse();
        });
        assertThat(results.get(1)).isEmpty();
        await().untilAsserted(() -> assertThat(events(invitations.handled())).contains(fine));
        assertThat(events(invitations.handled())).doesNotContain(large);
    }

    @Test
    void aMessageAsLargeAsItMayBeArrives() {
        int attributes = ThreeTries.message("").bytes();
        Message largest = ThreeTries.message("x".repeat(Message.MOST_BYTES - attributes));

        publish(largest);

        await().untilAsserted(() -> assertThat(threeTries.received(largest)).isNotEmpty());
    }

    @Test
    void aMessageThatIsRefusedGoesToTheDeadLetterQueueAtOnceWithTheReason() {
        UserInvited invited = Events.invited("refuse@example.com");

        publisher.publish(invited);

        await().untilAsserted(() -> assertThat(deadLetters("email-worker"))
                .filteredOn(letter -> letter.body().contains(invited.id().toString()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.attributes())
                        .containsEntry(DeadLetterAttributes.REASON, "nobody lives there")
                        .containsEntry(DeadLetterAttributes.PROBLEM, "REFUSED")
                        .containsEntry(DeadLetterAttributes.RECEIVE_COUNT, "1")
                        .containsEntry("event_type", "user_invited")));
        assertThat(invitations.attempts()).containsEntry("refuse@example.com", 1);
    }

    @Test
    void aMessageThatIsNoEventGoesToTheDeadLetterQueueAndTheWorkerGoesOn() {
        publish(new Message("choo choo", Map.of("event_type", "user_invited", "team", "acme")));
        UserInvited after = Events.invited("after@example.com");
        publisher.publish(after);

        await().untilAsserted(() -> assertThat(deadLetters("email-worker"))
                .filteredOn(letter -> letter.body().equals("choo choo"))
                .first()
                .satisfies(letter -> {
                    assertThat(letter.attributes().get(DeadLetterAttributes.REASON))
                            .contains("not JSON");
                    assertThat(letter.attributes()).containsEntry(DeadLetterAttributes.PROBLEM, "NOT_JSON");
                }));
        await().untilAsserted(() -> assertThat(events(invitations.handled())).contains(after));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\u0001b", "\\ud800", "\\uffff"})
    void aReasonThatQuotesWhatNoCarrierTakesArrivesAllTheSame(String type) {
        String id = UUID.randomUUID().toString();
        publish(new Message(eventOf(id, type), Map.of("event_type", "user_invited", "team", "acme")));

        await().untilAsserted(() -> assertThat(deadLetters("email-worker"))
                .filteredOn(letter -> letter.body().contains(id))
                .singleElement()
                .satisfies(letter -> assertThat(letter.attributes().get(DeadLetterAttributes.REASON))
                        .contains("\uFFFD")));
    }

    @Test
    void aMessageWithNearlyAsManyAttributesAsThereMayBeTakesThemAlongToTheDeadLetterQueueAndALongReason() {
        Map<String, String> attributes = new HashMap<>(Map.of("event_type", "user_invited", "team", "acme"));
        IntStream.range(0, 7).forEach(i -> attributes.put("more" + i, "x"));
        String id = UUID.randomUUID().toString();
        publish(new Message(eventOf(id, "t".repeat(100_000)), attributes));

        await().untilAsserted(() -> assertThat(deadLetters("email-worker"))
                .filteredOn(letter -> letter.body().contains(id))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.attributes()).hasSize(10).containsAllEntriesOf(attributes);
                    assertThat(letter.attributes().get(DeadLetterAttributes.REASON))
                            .hasSizeBetween(100, 600);
                }));
    }

    @Test
    void aProbeIsHandledByNobodyAndIsNoDeadLetter() {
        InvitationEvent disguise = Events.invited("probe@example.com");
        CloudEvent event = new CloudEvent(disguise, "/test", Optional.empty());
        Map<String, String> attributes = new HashMap<>(event.attributes());
        attributes.put(ProbeMessage.ATTRIBUTE, UUID.randomUUID().toString());
        ProbeMessage probe =
                ProbeMessage.passing(FilterPolicy.ALL, UUID.randomUUID()).orElseThrow();
        UserInvited after = Events.invited("after-the-probe@example.com");

        publish(new Message(event.toJson(), attributes), new Message(probe.body(), probe.attributes()));
        publisher.publish(after);

        await().untilAsserted(() -> assertThat(events(everything.handled())).contains(after));
        assertThat(events(everything.handled())).doesNotContain(disguise);
        assertThat(deadLetters("analytics-worker"))
                .noneMatch(letter -> letter.body().contains(ProbeMessage.TYPE));
    }

    @Test
    void anEventThatTheHandlerDoesNotTakeIsRefused() {
        InvitationEvent emailed = Events.emailed("wrong@example.com");
        String json = new CloudEvent(emailed, "/test", Optional.empty()).toJson();

        // Such as a filter policy that was removed would let through.
        publish(new Message(json, Map.of("event_type", "user_invited", "team", "acme")));

        await().untilAsserted(() -> assertThat(deadLetters("email-worker"))
                .filteredOn(letter -> letter.body().contains(emailed.id().toString()))
                .singleElement()
                .satisfies(letter -> assertThat(letter.attributes().get(DeadLetterAttributes.REASON))
                        .contains("filter policy")));
    }

    @Test
    void theTraceGoesAlong() {
        UserInvited invited = Events.invited("trace@example.com");
        var span = tracer.spanBuilder("test").startSpan();

        try (var _ = span.makeCurrent()) {
            publisher.publish(List.of(invited, Events.invited("trace2@example.com")));
        } finally {
            span.end();
        }

        await().untilAsserted(() -> assertThat(everything.handled())
                .filteredOn(handled -> handled.event().equals(invited))
                .extracting(Handled::traceId)
                .containsExactly(span.getSpanContext().getTraceId()));
    }

    @Test
    void readinessSaysThatAllIsAsDeclaredAndTheSubscriptionsAreReceived() {
        await().untilAsserted(() -> assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP));
        await().untilAsserted(() -> assertThat(carrier.topicProblem()).isEmpty());
        assertThat(readiness.call().getData().orElseThrow())
                .containsEntry("email-worker", "receiving")
                .containsEntry("analytics-worker", "receiving");
    }

    private void publish(Message... messages) {
        carrier.publish(Stream.of(messages)
                .map(message -> new Outgoing(UUID.randomUUID().toString(), "group", message))
                .toList());
    }

    private static String eventOf(String id, String type) {
        return """
                {"specversion":"1.0","id":"%s","source":"/test","type":"%s","subject":"x",\
                "time":"2026-11-22T00:00:00Z","data":{}}""".formatted(id, type);
    }

    private static List<InvitationEvent> events(List<Handled> handled) {
        return handled.stream().map(Handled::event).toList();
    }
}
