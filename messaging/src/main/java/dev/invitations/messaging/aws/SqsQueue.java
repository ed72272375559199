package dev.invitations.messaging.aws;

import dev.invitations.messaging.carrier.Received;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A queue by its name; its URL is asked for once, and again after {@link #forget()}. */
final class SqsQueue {
    private final SqsClient sqs;
    private final String name;
    private final Remedy remedy;
    private volatile String url;

    SqsQueue(SqsClient sqs, String name, Remedy remedy) {
        this.sqs = sqs;
        this.name = name;
        this.remedy = remedy;
    }

    /**
     * @throws QueueMissing where there is none of that name
     */
    String url() {
        String known = url;
        if (known == null) {
            known = found(() -> sqs.getQueueUrl(request -> request.queueName(name)))
                    .queueUrl();
            url = known;
        }
        return known;
    }

    private <T> T found(Supplier<T> call) {
        try {
            return call.get();
        } catch (QueueDoesNotExistException e) {
            throw new QueueMissing(remedy.forMissing("the queue " + name));
        }
    }

    /** A queue that was deleted and made again is found again. */
    void forget() {
        url = null;
    }

    List<Message> receive(int most, int waitSeconds) {
        return found(() -> sqs.receiveMessage(request -> request.queueUrl(url())
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)))
                .messages();
    }

    static Received received(Message message) {
        Map<String, String> attributes = new HashMap<>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
            }
        });
        String count = message.attributes().getOrDefault(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1");
        return new Received(
                message.messageId(),
                new dev.invitations.messaging.carrier.Message(message.body(), attributes),
                Integer.parseInt(count));
    }

    void send(dev.invitations.messaging.carrier.Message message) {
        Map<String, MessageAttributeValue> attributes = message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
        found(() -> sqs.sendMessage(
                request -> request.queueUrl(url()).messageBody(message.body()).messageAttributes(attributes)));
    }

    /** Deletes up to ten messages in one call; answers those that SQS did not delete. */
    List<BatchResultErrorEntry> delete(List<String> receiptHandles) {
        List<DeleteMessageBatchRequestEntry> entries = IntStream.range(0, receiptHandles.size())
                .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .receiptHandle(receiptHandles.get(i))
                        .build())
                .toList();
        return sqs.deleteMessageBatch(request -> request.queueUrl(url()).entries(entries))
                .failed();
    }

    /** Hides a received message for {@code time} from now on; SQS allows up to 12 hours after its receive. */
    void hide(String receiptHandle, Duration time) {
        sqs.changeMessageVisibility(request -> request.queueUrl(url())
                .receiptHandle(receiptHandle)
                .visibilityTimeout(Math.toIntExact((time.toMillis() + 999) / 1000)));
    }
}
