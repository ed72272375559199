package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Attempt;
import dev.invitations.messaging.carrier.Received;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** A message that was received and is neither deleted nor given back: the attempt to handle it, and its time. */
final class Held extends Attempt {
    private static final CompletableFuture<Void> NONE = CompletableFuture.completedFuture(null);

    /**
     * SQS hides a message for twelve hours after its receive in all; a minute less, since its clock began earlier.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">ChangeMessageVisibility</a>
     */
    private static final Duration LONGEST_HIDDEN = Duration.ofHours(12).minusMinutes(1);

    private final Message message;
    private final long receivedAt;
    private volatile long hiddenUntil;
    private volatile List<Held> behind = List.of();
    private CompletableFuture<Void> extension = NONE;
    private boolean isLost;

    /**
     * @param receivedAt in the nanoseconds of the subscriber's time
     */
    Held(Message message, long receivedAt, Duration visibilityTimeout) {
        this.message = message;
        this.receivedAt = receivedAt;
        this.hiddenUntil = receivedAt + visibilityTimeout.toNanos();
    }

    @Override
    public String toString() {
        return "message %s at receive %d".formatted(message.messageId(), receiveCount());
    }

    Message message() {
        return message;
    }

    String receiptHandle() {
        return message.receiptHandle();
    }

    /** Those of the body, as far as it is ASCII, which events are; attributes are small. */
    int bytes() {
        return message.body().length();
    }

    /** Until when no other receiver gets it, and SQS knows its receipt handle for sure. */
    long hiddenUntil() {
        return hiddenUntil;
    }

    int receiveCount() {
        return Integer.parseInt(
                message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
    }

    /** How long ago it was sent, by two clocks. */
    Duration age(Instant now) {
        String sent = message.attributes().get(MessageSystemAttributeName.SENT_TIMESTAMP);
        long millis = sent == null ? 0 : now.toEpochMilli() - Long.parseLong(sent);
        return Duration.ofMillis(Math.max(0, millis));
    }

    /** As much of a delay as SQS still allows: more is refused, and the message would come back much sooner. */
    Duration allowed(Duration delay, long nanos) {
        Duration left = LONGEST_HIDDEN.minusNanos(nanos - receivedAt);
        Duration most = left.isNegative() ? Duration.ZERO : left;
        return delay.compareTo(most) < 0 ? delay : most;
    }

    /** Those that wait for this one. */
    List<Held> behind() {
        return behind;
    }

    void behind(List<Held> waiting) {
        behind = waiting;
    }

    /** Its message group in a FIFO queue; null elsewhere. */
    String groupId() {
        return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID);
    }

    Received received() {
        Map<String, String> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
            }
        });
        return new Received(
                message.messageId(),
                new dev.invitations.messaging.carrier.Message(message.body(), attributes),
                receiveCount(),
                this);
    }

    /** Begins to extend its visibility timeout; false where it has ended, or another extension is under way. */
    synchronized boolean beginExtension() {
        if (hasEnded() || isLost || !extension.isDone()) {
            return false;
        }
        extension = new CompletableFuture<>();
        return true;
    }

    synchronized void endExtension(long newHiddenUntil) {
        hiddenUntil = newHiddenUntil;
        extension.complete(null);
    }

    /**
     * SQS extends it no more.
     *
     * @return whether that is news: of a message that has ended meanwhile there is nothing to extend
     */
    synchronized boolean lose() {
        boolean isNews = !hasEnded() && !isLost;
        isLost = true;
        return isNews;
    }

    /** An extension that comes after a back-off would undo it. */
    void awaitExtension() {
        CompletableFuture<Void> underWay;
        synchronized (this) {
            underWay = extension;
        }
        underWay.join();
    }
}
