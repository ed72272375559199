package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.Trial.Queue;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** What is taken to be sent. */
final class Publishing {
    private static final int LIMIT = 262_144;
    private static final String IP = "400 InvalidParameter: Invalid parameter: ";
    private static final String TRACE = "Root=1-3152b799-8954dae64eda91bc9a23a7e8;Parent=7fa8c0f79203be72;Sampled=1";

    static final List<Rule> RULES = about(
            "Publish and batch",
            publish("no subscriber", "accepted", request -> request.message("hello")),
            rule(
                    "a topic that does not exist",
                    SEEN,
                    "404 NotFound: Topic does not exist",
                    trial -> Seen.refusal(() -> trial.sns.publish(
                            request -> request.topicArn(trial.topic + "x").message("hello")))),
            rule(
                    "no topic",
                    SEEN,
                    IP + "TopicArn or TargetArn Reason: no value for required parameter",
                    trial -> Seen.refusal(() -> trial.sns.publish(request -> request.message("hello")))),
            rule("the MessageId in two copies", documented("Publish"), "that of the answer", trial -> {
                Queue one = trial.queue();
                Queue other = trial.queue();
                trial.subscribe(one, Map.of());
                trial.subscribe(other, Map.of());
                String id = trial.publish("hello");
                return Stream.of(one, other)
                                .map(queue -> Trial.json(trial.receive(queue).body()))
                                .allMatch(
                                        copy -> copy.path("MessageId").asText().equals(id))
                        ? "that of the answer"
                        : "another";
            }),
            publish("an empty message", IP + "Empty message", request -> request.message("")),
            publish("262,144 bytes", "accepted", request -> request.message("a".repeat(LIMIT))),
            publish("one byte more", IP + "Message too long", request -> request.message("a".repeat(LIMIT + 1))),
            publish(
                    "fewer characters, more bytes",
                    IP + "Message too long",
                    request -> request.message("ä".repeat(LIMIT / 2 + 1))),
            publish(
                    "an attribute's name, type and value count: 262,144 bytes in all",
                    "accepted",
                    request -> request.message("a".repeat(LIMIT - 8))
                            .messageAttributes(Map.of("a", Trial.attribute("String", "b")))),
            publish("one byte more with an attribute", IP + "Message too long", request -> request.message(
                            "a".repeat(LIMIT - 7))
                    .messageAttributes(Map.of("a", Trial.attribute("String", "b")))),
            publish("a subject of two lines", IP + "Subject", request -> request.message("hello")
                    .subject("a\nb")),
            publish("a subject of 101 characters", IP + "Subject", request -> request.message("hello")
                    .subject("a".repeat(101))),
            publish(
                    "MessageStructure json without a default",
                    IP + "Message Structure - No default entry in JSON message body",
                    request -> request.messageStructure("json").message("{\"sqs\":\"x\"}")),
            publish(
                    "MessageStructure json that is no JSON",
                    IP + "Message Structure - JSON message body failed to parse",
                    request -> request.messageStructure("json").message("{\"default")),
            rule("MessageStructure json to a queue", documented("Publish"), "for queues", trial -> {
                Queue queue = trial.queue();
                trial.subscribe(queue, Trial.RAW);
                trial.sns.publish(request -> request.topicArn(trial.topic)
                        .messageStructure("json")
                        .message("{\"default\":\"for all\",\"sqs\":\"for queues\"}"));
                return trial.receive(queue).body();
            }),
            publish(
                    "a deduplication id to a standard topic",
                    IP
                            + "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is"
                            + " not valid for this topic type",
                    request -> request.message("hello").messageDeduplicationId("1")),
            attribute(
                    "an attribute without a value",
                    "a",
                    Trial.attribute("String", ""),
                    "The message attribute 'a' must contain non-empty message attribute value for message attribute"
                            + " type 'String'."),
            attribute(
                    "an attribute of a type that is none",
                    "a",
                    Trial.attribute("Text", "b"),
                    "The message attribute 'a' has an invalid message attribute type, the set of supported type"
                            + " prefixes is Binary, Number, and String."),
            attribute(
                    "an attribute's name with two dots",
                    "a..b",
                    Trial.attribute("String", "b"),
                    "Message attribute name can not have successive '.' character."),
            attribute(
                    "an attribute's name with a sign",
                    "a^b",
                    Trial.attribute("String", "b"),
                    "Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include"
                            + " alphanumeric characters, hyphens, underscores, or dots."),
            attribute(
                    "an attribute's name of 257 bytes",
                    "a".repeat(257),
                    Trial.attribute("String", "b"),
                    "Length of message attribute name must be less than 256 bytes."),
            rule("X-Ray's trace header", SEEN, "AWSTraceHeader of the message in the queue", trial -> {
                Queue queue = trial.queue();
                trial.subscribe(queue, Trial.RAW);
                trial.post(
                        "Action=Publish&Version=2010-03-31&Message=hello&TopicArn=" + trial.topic,
                        "X-Amzn-Trace-Id",
                        TRACE,
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=000000000000/20261122/us-east-1/sns/aws4_request, SignedHeaders=host, Signature=0");
                return TRACE.equals(trial.receive(queue).attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER))
                        ? "AWSTraceHeader of the message in the queue"
                        : "dropped";
            }),
            rule("traceparent as a message attribute", SEEN, "a message attribute in the queue", trial -> {
                Queue queue = trial.queue();
                trial.subscribe(queue, Trial.RAW);
                trial.publish("hello", Map.of("traceparent", Trial.attribute("String", "00-a-b-01")));
                return trial.receive(queue).messageAttributes().containsKey("traceparent")
                        ? "a message attribute in the queue"
                        : "dropped";
            }),
            rule("a batch of ten", SEEN, "all of it arrives", trial -> {
                Queue queue = trial.queue();
                trial.subscribe(queue, Trial.RAW);
                trial.sns.publishBatch(
                        request -> request.topicArn(trial.topic).publishBatchRequestEntries(entries(10)));
                return trial.bodies(queue, 10).size() == 10 ? "all of it arrives" : "some is lost";
            }),
            batch(
                    "a batch of eleven",
                    "400 TooManyEntriesInBatchRequest: The batch request contains more entries than permissible.",
                    entries(11)),
            batch("an empty one", "400 EmptyBatchRequest: The batch request doesn't contain any entries.", List.of()),
            batch(
                    "equal ids",
                    "400 BatchEntryIdsNotDistinct: Two or more batch entries in the request have the same Id.",
                    List.of(entry("1", "a"), entry("1", "b"))),
            batch(
                    "an id with a dot",
                    "400 InvalidBatchEntryId: The Id of a batch entry in the batch request contains an impermissible"
                            + " character: a.b",
                    List.of(entry("a.b", "a"))),
            batch(
                    "messages of more than 262,144 bytes together",
                    "400 BatchRequestTooLong: The length of all the messages put together is more than the limit.",
                    List.of(entry("1", "a".repeat(LIMIT)), entry("2", "b"))),
            rule(
                    "a batch to a topic that does not exist",
                    SEEN,
                    "404 NotFound: Topic does not exist",
                    trial -> Seen.refusal(() -> trial.sns.publishBatch(
                            request -> request.topicArn(trial.topic + "x").publishBatchRequestEntries(entries(1))))));

    private Publishing() {}

    private static Rule publish(String when, String aws, Consumer<PublishRequest.Builder> message) {
        return rule(
                when,
                SEEN,
                aws,
                trial -> Seen.refusal(
                        () -> trial.sns.publish(request -> message.accept(request.topicArn(trial.topic)))));
    }

    private static Rule attribute(String when, String name, MessageAttributeValue value, String sentence) {
        return publish(when, "400 ParameterValueInvalid: " + sentence, request -> request.message("hello")
                .messageAttributes(Map.of(name, value)));
    }

    private static Rule batch(String when, String aws, List<PublishBatchRequestEntry> entries) {
        return rule(
                when,
                SEEN,
                aws,
                trial -> Seen.refusal(() -> trial.sns.publishBatch(
                        request -> request.topicArn(trial.topic).publishBatchRequestEntries(entries))));
    }

    private static List<PublishBatchRequestEntry> entries(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry(String.valueOf(i), "message " + i))
                .toList();
    }

    private static PublishBatchRequestEntry entry(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }
}
