package dev.invitations.messaging.sqs;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** What a subscriber asks of a queue. Each method is one call to SQS and throws what that throws. */
interface Queue {
    /** The most messages that one call may be about. */
    int BATCH = 10;

    /**
     * Looks whether it is there.
     *
     * @throws QueueMissing where there is none of that name
     */
    void look();

    /** Receives up to ten messages, and waits for the first for so long. */
    List<Message> receive(int most, Duration wait);

    /** Deletes up to ten messages; answers those that SQS did not delete. */
    List<Refusal> delete(List<String> receiptHandles);

    /** Sets for how long, from now on, each of up to ten messages is hidden; answers those that SQS did not hide. */
    List<Refusal> hide(List<Hiding> hidings);

    void send(Letter letter);

    /** A queue that was deleted and made again is looked for anew. */
    void forget();

    /**
     * A message to send.
     *
     * @param order where the queue is FIFO
     */
    record Letter(String body, Map<String, MessageAttributeValue> attributes, Optional<Order> order) {
        /**
         * @param deduplicationId by which SQS knows it for five minutes
         */
        record Order(String groupId, String deduplicationId) {}
    }

    /** For how long a message is to be hidden, up to 12 hours after its receive. SQS counts in whole seconds. */
    record Hiding(String receiptHandle, Duration time) {
        int seconds() {
            // Up or down by chance: what failed together and is to come back within a second must not do so together.
            return Math.toIntExact(
                    (time.toMillis() + ThreadLocalRandom.current().nextInt(1000)) / 1000);
        }
    }

    /**
     * What SQS did not do for one message of a batch.
     *
     * @param index its place in the batch
     * @param isFinal whether it would be refused again, as for a receipt handle that is no longer valid
     */
    record Refusal(int index, String message, boolean isFinal) {
        static Map<Integer, Refusal> byIndex(List<Refusal> refusals) {
            return refusals.stream().collect(Collectors.toMap(Refusal::index, Function.identity()));
        }
    }
}
