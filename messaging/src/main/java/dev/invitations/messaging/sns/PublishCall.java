package dev.invitations.messaging.sns;

import static dev.invitations.messaging.PublishFailed.Kind.UNAVAILABLE;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResponse;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Calls SNS once for a batch, and reads what it says of each message. Only what it says it took counts as taken.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class PublishCall {
    private static final PublishFailed UNMENTIONED =
            PublishFailed.ofEvent(UNAVAILABLE, "the answer does not say that it was taken");

    private final SnsClient sns;
    private final String arn;
    private final boolean ordered;

    /** @param ordered whether the topic is a FIFO topic; to others, what makes one is not allowed to be sent */
    PublishCall(SnsClient sns, String arn, boolean ordered) {
        this.sns = sns;
        this.arn = arn;
        this.ordered = ordered;
    }

    /** For each message, in order: empty where SNS took it, else why not. */
    List<Optional<PublishFailed>> publish(List<Outgoing> batch, Duration limit) {
        try {
            return batch.size() == 1 ? List.of(publishOne(batch.getFirst(), limit)) : publishBatch(batch, limit);
        } catch (SdkException e) {
            PublishFailed failure = PublishErrors.of(e);
            if (failure.isOfTopic() || batch.size() == 1) {
                return Collections.nCopies(batch.size(), Optional.of(failure));
            }
            // Something is wrong with one of them, and the others shall not suffer for it.
            return batch.stream()
                    .flatMap(message -> publish(List.of(message), limit).stream())
                    .toList();
        }
    }

    private Optional<PublishFailed> publishOne(Outgoing outgoing, Duration limit) {
        PublishRequest.Builder request = PublishRequest.builder()
                .topicArn(arn)
                .message(outgoing.message().body())
                .messageAttributes(attributes(outgoing.message()))
                .overrideConfiguration(within(limit));
        if (ordered) {
            request.messageGroupId(outgoing.group()).messageDeduplicationId(outgoing.id());
        }
        String messageId = sns.publish(request.build()).messageId();
        return messageId == null ? Optional.of(UNMENTIONED) : Optional.empty();
    }

    private List<Optional<PublishFailed>> publishBatch(List<Outgoing> batch, Duration limit) {
        List<PublishBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(i -> entry(i, batch.get(i)))
                .toList();
        PublishBatchResponse answer = sns.publishBatch(request ->
                request.topicArn(arn).publishBatchRequestEntries(entries).overrideConfiguration(within(limit)));
        Map<String, Optional<PublishFailed>> said = answer.successful().stream()
                .collect(Collectors.toMap(entry -> entry.id(), _ -> Optional.empty(), (one, _) -> one));
        answer.failed().forEach(entry -> said.put(entry.id(), Optional.of(PublishErrors.of(entry))));
        List<Optional<PublishFailed>> fates = new ArrayList<>();
        entries.forEach(entry -> fates.add(said.getOrDefault(entry.id(), Optional.of(UNMENTIONED))));
        return fates;
    }

    private PublishBatchRequestEntry entry(int index, Outgoing outgoing) {
        PublishBatchRequestEntry.Builder entry = PublishBatchRequestEntry.builder()
                .id(Integer.toString(index))
                .message(outgoing.message().body())
                .messageAttributes(attributes(outgoing.message()));
        if (ordered) {
            entry.messageGroupId(outgoing.group()).messageDeduplicationId(outgoing.id());
        }
        return entry.build();
    }

    private static Consumer<AwsRequestOverrideConfiguration.Builder> within(Duration limit) {
        return call -> call.apiCallTimeout(limit).apiCallAttemptTimeout(limit);
    }

    private static Map<String, MessageAttributeValue> attributes(Message message) {
        return message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
    }
}
