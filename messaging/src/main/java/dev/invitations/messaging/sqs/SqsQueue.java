package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Throttling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A queue by its name; its URL is asked for once, and again after {@link #forget()}. */
public final class SqsQueue implements Queue {
    /**
     * Of every call but the long poll: an answer takes milliseconds, and one that never comes must leave time for another
     * call before the message is visible again.
     */
    private static final AwsRequestOverrideConfiguration SOON = AwsRequestOverrideConfiguration.builder()
            .apiCallAttemptTimeout(Duration.ofSeconds(3))
            .apiCallTimeout(Duration.ofSeconds(7))
            .build();

    private final SqsClient sqs;
    private final String name;
    private final String whenMissing;
    private volatile String url;

    /**
     * @param whenMissing what to say where there is no such queue
     */
    public SqsQueue(SqsClient sqs, String name, String whenMissing) {
        this.sqs = sqs;
        this.name = name;
        this.whenMissing = whenMissing;
    }

    @Override
    public void look() {
        url();
    }

    private String url() {
        String known = url;
        if (known == null) {
            known = found(() ->
                            sqs.getQueueUrl(request -> request.queueName(name).overrideConfiguration(SOON)))
                    .queueUrl();
            url = known;
        }
        return known;
    }

    private <T> T found(Supplier<T> call) {
        try {
            return call.get();
        } catch (QueueDoesNotExistException e) {
            throw new QueueMissing(whenMissing);
        }
    }

    @Override
    public void forget() {
        url = null;
    }

    @Override
    public List<Message> receive(int most, Duration wait) {
        return found(() -> sqs.receiveMessage(request -> request.queueUrl(url())
                        .maxNumberOfMessages(most)
                        .waitTimeSeconds(Math.toIntExact(wait.toSeconds()))
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(
                                MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                                MessageSystemAttributeName.SENT_TIMESTAMP,
                                MessageSystemAttributeName.MESSAGE_GROUP_ID)))
                .messages();
    }

    @Override
    public List<Refusal> delete(List<String> receiptHandles) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>(receiptHandles.size());
        for (String handle : receiptHandles) {
            entries.add(DeleteMessageBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(handle)
                    .build());
        }
        return refusals(found(() -> sqs.deleteMessageBatch(
                        request -> request.queueUrl(url()).entries(entries).overrideConfiguration(SOON)))
                .failed());
    }

    @Override
    public List<Refusal> hide(List<Hiding> hidings) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>(hidings.size());
        for (Hiding hiding : hidings) {
            entries.add(ChangeMessageVisibilityBatchRequestEntry.builder()
                    .id(Integer.toString(entries.size()))
                    .receiptHandle(hiding.receiptHandle())
                    .visibilityTimeout(hiding.seconds())
                    .build());
        }
        return refusals(found(() -> sqs.changeMessageVisibilityBatch(
                        request -> request.queueUrl(url()).entries(entries).overrideConfiguration(SOON)))
                .failed());
    }

    private static List<Refusal> refusals(List<BatchResultErrorEntry> failed) {
        return failed.stream()
                .map(error -> new Refusal(
                        Integer.parseInt(error.id()),
                        error.code() + ": " + error.message(),
                        error.senderFault() && !Throttling.isMeantBy(error.code())))
                .toList();
    }

    @Override
    public void send(Letter letter) {
        found(() -> sqs.sendMessage(request -> {
            request.queueUrl(url())
                    .messageBody(letter.body())
                    .messageAttributes(letter.attributes())
                    .overrideConfiguration(SOON);
            letter.order().ifPresent(order -> request.messageGroupId(order.groupId())
                    .messageDeduplicationId(order.deduplicationId()));
        }));
    }
}
