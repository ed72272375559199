package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.time.StationClock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * What became of published messages: counts of all, and the last {@value #CAPACITY} that did not arrive, with the
 * reason. AWS tells this only through CloudWatch.
 */
public final class DeliveryLog {
    private static final int CAPACITY = 1_000;

    private enum Outcome {
        DEAD_LETTERED,
        LOST,
        NOT_SENT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What became of those that did not arrive. */
    public static final List<String> OUTCOMES =
            Stream.of(Outcome.values()).map(Outcome::toString).toList();

    private record Entry(
            Instant time,
            String messageId,
            String subscriptionArn,
            String protocol,
            String endpoint,
            Outcome outcome,
            String reason) {}

    private final StationClock clock;
    private final Deque<Entry> entries = new ArrayDeque<>();
    private long delivered;
    private long filtered;
    private long deadLettered;
    private long lost;
    private long notSent;

    public DeliveryLog(StationClock clock) {
        this.clock = clock;
    }

    void delivered() {
        delivered++;
    }

    void filtered() {
        filtered++;
    }

    void deadLettered(String messageId, Subscription subscription, String reason) {
        deadLettered++;
        add(messageId, subscription, Outcome.DEAD_LETTERED, reason);
    }

    void lost(String messageId, Subscription subscription, String reason) {
        lost++;
        add(messageId, subscription, Outcome.LOST, reason);
    }

    void notSent(String messageId, Subscription subscription, String reason) {
        notSent++;
        add(messageId, subscription, Outcome.NOT_SENT, reason);
    }

    void notSent(String messageId, String phone) {
        notSent++;
        add(new Entry(
                clock.now(),
                messageId,
                "",
                "sms",
                phone,
                Outcome.NOT_SENT,
                "the local station does not deliver to sms"));
    }

    private void add(String messageId, Subscription subscription, Outcome outcome, String reason) {
        add(new Entry(
                clock.now(),
                messageId,
                subscription.arn(),
                subscription.protocol(),
                subscription.endpoint(),
                outcome,
                reason));
    }

    private void add(Entry entry) {
        if (entries.size() == CAPACITY) {
            entries.removeLast();
        }
        entries.addFirst(entry);
    }

    public void clear() {
        entries.clear();
        delivered = 0;
        filtered = 0;
        deadLettered = 0;
        lost = 0;
        notSent = 0;
    }

    /**
     * The log as JSON, newest first.
     *
     * @param waiting how many messages are still on their way
     */
    public ObjectNode toJson(int waiting) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.putObject("counts")
                .put("delivered", delivered)
                .put("filtered", filtered)
                .put("dead-lettered", deadLettered)
                .put("lost", lost)
                .put("not-sent", notSent)
                .put("waiting", waiting);
        ArrayNode deliveries = json.putArray("deliveries");
        for (Entry entry : entries) {
            deliveries
                    .addObject()
                    .put("time", entry.time().toString())
                    .put("messageId", entry.messageId())
                    .put("subscriptionArn", entry.subscriptionArn())
                    .put("protocol", entry.protocol())
                    .put("endpoint", entry.endpoint())
                    .put("outcome", entry.outcome().toString())
                    .put("reason", entry.reason());
        }
        return json;
    }
}
