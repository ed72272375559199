package dev.invitations.messaging.aws;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sns.model.InvalidParameterException;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;

/**
 * Publishes to one topic, in batches as large as SNS allows.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-batch-api-actions.html">SNS: batch API actions</a>
 */
final class SnsTopic {
    private static final Logger LOG = Logger.getLogger(SnsTopic.class);

    private final SnsClient sns;
    private final String arn;

    SnsTopic(SnsClient sns, String arn) {
        this.sns = sns;
        this.arn = arn;
    }

    /** For each message, in order: empty where SNS took it, else why not. */
    List<Optional<PublishFailed>> publish(List<Message> messages) {
        List<Optional<PublishFailed>> results = new ArrayList<>(messages.size());
        try {
            for (List<Message> batch : PublishBatches.of(messages)) {
                results.addAll(batch.size() == 1 ? List.of(publishOne(batch.getFirst())) : publishBatch(batch));
            }
        } catch (SdkException e) {
            LOG.debugf(e, "publishing to %s failed", arn);
            // Each further batch would wait for its own time-out and then say the same.
            results.addAll(Collections.nCopies(
                    messages.size() - results.size(), Optional.of(PublishFailed.ofTopic(notTaken(e.getMessage())))));
        }
        return results;
    }

    private Optional<PublishFailed> publishOne(Message message) {
        try {
            sns.publish(
                    request -> request.topicArn(arn).message(message.body()).messageAttributes(attributes(message)));
            return Optional.empty();
        } catch (InvalidParameterException e) {
            return Optional.of(PublishFailed.ofEvent(notTaken(e.getMessage())));
        }
    }

    private List<Optional<PublishFailed>> publishBatch(List<Message> batch) {
        List<PublishBatchRequestEntry> entries = IntStream.range(0, batch.size())
                .mapToObj(i -> PublishBatchRequestEntry.builder()
                        .id(Integer.toString(i))
                        .message(batch.get(i).body())
                        .messageAttributes(attributes(batch.get(i)))
                        .build())
                .toList();
        List<Optional<PublishFailed>> results = new ArrayList<>(Collections.nCopies(batch.size(), Optional.empty()));
        for (BatchResultErrorEntry error : sns.publishBatch(
                        request -> request.topicArn(arn).publishBatchRequestEntries(entries))
                .failed()) {
            results.set(Integer.parseInt(error.id()), Optional.of(PublishFailed.ofEvent(notTaken(error.message()))));
        }
        return results;
    }

    private String notTaken(String why) {
        return "SNS did not take the event for " + arn + ": " + why;
    }

    private static Map<String, MessageAttributeValue> attributes(Message message) {
        return message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(entry.getValue())
                        .build()));
    }
}
