package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.Trial.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** Topics that keep the order and drop duplicates. */
final class Fifo {
    private static final Rule.Source PAGE = documented("SNS FIFO topics");
    private static final String IP = "400 InvalidParameter: Invalid parameter: ";

    static final List<Rule> RULES = about(
            "FIFO",
            rule("attributes of a FIFO topic", SEEN, "ContentBasedDeduplication false, FifoTopic true", trial -> {
                String topic = trial.fifoTopic(Map.of());
                Map<String, String> shown = trial.sns
                        .getTopicAttributes(request -> request.topicArn(topic))
                        .attributes();
                return "ContentBasedDeduplication " + shown.get("ContentBasedDeduplication") + ", FifoTopic "
                        + shown.get("FifoTopic");
            }),
            rule(
                    "a FIFO topic's name without .fifo",
                    SEEN,
                    IP + "Topic Name",
                    trial -> Seen.refusal(() -> trial.sns.createTopic(
                            request -> request.name("trains").attributes(Map.of("FifoTopic", "true"))))),
            rule("twenty messages of a group", PAGE, "in their order", trial -> {
                String topic = trial.fifoTopic(Map.of());
                Queue queue = subscribed(trial, topic);
                List<String> bodies =
                        IntStream.range(0, 20).mapToObj(String::valueOf).toList();
                bodies.forEach(body -> publish(trial, topic, body, body));
                return trial.bodies(queue, 20).equals(bodies) ? "in their order" : "in another";
            }),
            rule("MessageGroupId and MessageDeduplicationId in the queue", PAGE, "group, id-1", trial -> {
                String topic = trial.fifoTopic(Map.of());
                Queue queue = subscribed(trial, topic);
                publish(trial, topic, "hello", "id-1");
                Message message = trial.receive(queue);
                return message.attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID) + ", "
                        + message.attributes().get(MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID);
            }),
            rule("SequenceNumber", SEEN, "20 digits, and larger each time", trial -> {
                String topic = trial.fifoTopic(Map.of());
                String first = publish(trial, topic, "one", "1").sequenceNumber();
                String second = publish(trial, topic, "two", "2").sequenceNumber();
                return first.replaceAll("\\d", "").isEmpty() && first.length() == 20 && second.compareTo(first) > 0
                        ? "20 digits, and larger each time"
                        : "otherwise";
            }),
            rule("a duplicate is answered with", SEEN, "the first MessageId and SequenceNumber", trial -> {
                String topic = trial.fifoTopic(Map.of());
                PublishResponse first = publish(trial, topic, "one", "same");
                PublishResponse again = publish(trial, topic, "other", "same");
                return (first.messageId().equals(again.messageId()) ? "the first" : "another") + " MessageId and "
                        + (first.sequenceNumber().equals(again.sequenceNumber()) ? "" : "another ")
                        + "SequenceNumber";
            }),
            rule("a duplicate to a FIFO queue", SEEN, "arrives once", trial -> {
                String topic = trial.fifoTopic(Map.of());
                Queue queue = subscribed(trial, topic);
                publish(trial, topic, "one", "same");
                publish(trial, topic, "one", "same");
                publish(trial, topic, "last", "last");
                return trial.bodies(queue, 2).equals(List.of("one", "last")) ? "arrives once" : "arrives twice";
            }),
            rule("a duplicate to a standard queue", SEEN, "arrives once", trial -> {
                String topic = trial.fifoTopic(Map.of());
                Queue queue = trial.queue();
                trial.subscribe(topic, "sqs", queue.arn(), Trial.RAW);
                publish(trial, topic, "one", "same");
                publish(trial, topic, "one", "same");
                publish(trial, topic, "last", "last");
                int copies = trial.bodies(queue, 2).size() + trial.more(queue).size();
                return copies == 2 ? "arrives once" : "arrives twice";
            }),
            rule("a duplicate in a batch", SEEN, "the same MessageId", trial -> {
                String topic = trial.fifoTopic(Map.of());
                var answer = trial.sns.publishBatch(
                        request -> request.topicArn(topic).publishBatchRequestEntries(entry("a"), entry("b")));
                return answer.successful()
                                .get(0)
                                .messageId()
                                .equals(answer.successful().get(1).messageId())
                        ? "the same MessageId"
                        : "another MessageId";
            }),
            rule("equal content with ContentBasedDeduplication", SEEN, "arrives once", trial -> {
                String topic = trial.fifoTopic(Map.of("ContentBasedDeduplication", "true"));
                Queue queue = subscribed(trial, topic);
                for (String body : List.of("one", "one", "last")) {
                    trial.sns.publish(
                            request -> request.topicArn(topic).message(body).messageGroupId("group"));
                }
                return trial.bodies(queue, 2).equals(List.of("one", "last")) ? "arrives once" : "arrives twice";
            }),
            rule("the same id after five minutes", PAGE, "a new MessageId, and not after four", trial -> {
                        String topic = trial.fifoTopic(Map.of());
                        String first = publish(trial, topic, "one", "same").messageId();
                        trial.cloud.advance(Duration.ofMinutes(4));
                        boolean early = !publish(trial, topic, "one", "same")
                                .messageId()
                                .equals(first);
                        trial.cloud.advance(Duration.ofMinutes(2));
                        boolean late = !publish(trial, topic, "one", "same")
                                .messageId()
                                .equals(first);
                        return (late ? "a new MessageId" : "the first MessageId")
                                + (early ? ", and after four" : ", and not after four");
                    })
                    .needs("five minutes"),
            rule("no MessageGroupId", SEEN, IP + "The MessageGroupId parameter is required for FIFO topics", trial -> {
                String topic = trial.fifoTopic(Map.of());
                return Seen.refusal(() ->
                        trial.sns.publish(request -> request.topicArn(topic).message("x")));
            }),
            rule(
                    "neither ContentBasedDeduplication nor an id",
                    SEEN,
                    IP
                            + "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
                            + " provided explicitly",
                    trial -> {
                        String topic = trial.fifoTopic(Map.of());
                        return Seen.refusal(() -> trial.sns.publish(
                                request -> request.topicArn(topic).message("x").messageGroupId("g")));
                    }),
            rule(
                    "a FIFO queue subscribed to a standard topic",
                    SEEN,
                    IP
                            + "Invalid parameter: Endpoint Reason: FIFO SQS Queues can not be subscribed to standard SNS"
                            + " topics",
                    trial -> Seen.refusal(() -> trial.subscribe(trial.fifoQueue(), Map.of()))),
            rule("a message group of a standard topic", documented("Publish"), "carried to the queue", trial -> {
                Queue queue = trial.queue();
                trial.subscribe(queue, Trial.RAW);
                trial.sns.publish(request ->
                        request.topicArn(trial.topic).message("hello").messageGroupId("team"));
                return "team".equals(trial.receive(queue).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID))
                        ? "carried to the queue"
                        : "dropped";
            }));

    private Fifo() {}

    private static Queue subscribed(Trial trial, String topic) {
        Queue queue = trial.fifoQueue();
        trial.subscribe(topic, "sqs", queue.arn(), Trial.RAW);
        return queue;
    }

    private static PublishResponse publish(Trial trial, String topic, String body, String id) {
        return trial.sns.publish(request ->
                request.topicArn(topic).message(body).messageGroupId("group").messageDeduplicationId(id));
    }

    private static PublishBatchRequestEntry entry(String id) {
        return PublishBatchRequestEntry.builder()
                .id(id)
                .message("hello")
                .messageGroupId("group")
                .messageDeduplicationId("same")
                .build();
    }
}
