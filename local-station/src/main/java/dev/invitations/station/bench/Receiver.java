package dev.invitations.station.bench;

import java.util.BitSet;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

/** Takes the copies out of one queue, ten at a time, in as many threads as call it. A copy that comes twice counts once. */
final class Receiver {
    private final SqsClient sqs;
    private final String queueUrl;
    private final BitSet ids;
    private volatile int count;
    private volatile long lastAt;

    Receiver(SqsClient sqs, String queueUrl, int messages) {
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.ids = new BitSet(messages);
    }

    /** A message of so many bytes, that tells which it is. */
    static String message(int id, int bytes) {
        String number = id + " ";
        return number + "x".repeat(bytes - number.length());
    }

    Void receiveUntil(BooleanSupplier isOver) {
        while (!isOver.getAsBoolean()) {
            List<Message> messages = sqs.receiveMessage(request ->
                            request.queueUrl(queueUrl).maxNumberOfMessages(10).waitTimeSeconds(1))
                    .messages();
            if (!messages.isEmpty()) {
                count(messages);
                delete(messages);
            }
        }
        return null;
    }

    private synchronized void count(List<Message> messages) {
        for (Message message : messages) {
            String body = message.body();
            ids.set(Integer.parseInt(body.substring(0, body.indexOf(' '))));
        }
        count = ids.cardinality();
        lastAt = System.nanoTime();
    }

    private void delete(List<Message> messages) {
        sqs.deleteMessageBatch(request -> request.queueUrl(queueUrl)
                .entries(IntStream.range(0, messages.size())
                        .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                .id(String.valueOf(i))
                                .receiptHandle(messages.get(i).receiptHandle())
                                .build())
                        .toList()));
    }

    int count() {
        return count;
    }

    /** When the last came, as {@link System#nanoTime} tells; 0 where none has. */
    long lastAt() {
        return lastAt;
    }
}
