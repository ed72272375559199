package dev.invitations.station.rules;

import static dev.invitations.station.rules.Rule.Source.SEEN;
import static dev.invitations.station.rules.Rule.Source.documented;
import static dev.invitations.station.rules.Rule.about;
import static dev.invitations.station.rules.Rule.rule;

import dev.invitations.station.rules.HttpSubscriber.Post;
import dev.invitations.station.rules.Trial.Queue;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.Message;

/** The message as it is, or with an envelope around it. */
final class RawDelivery {
    private static final Rule.Source PAGE = documented("SNS raw message delivery");
    private static final Map<String, MessageAttributeValue> ATTRIBUTES = Map.of(
            "text", Trial.attribute("String", "a"),
            "number", Trial.attribute("Number", "1.5"),
            "list", Trial.attribute("String.Array", "[\"a\"]"),
            "bytes",
                    MessageAttributeValue.builder()
                            .dataType("Binary")
                            .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 3, 4}))
                            .build());

    static final List<Rule> RULES = about(
            "Raw delivery",
            rule(
                    "an envelope to a queue",
                    SEEN,
                    "Message, MessageAttributes, MessageId, Signature, SignatureVersion, SigningCertURL, Subject,"
                            + " Timestamp, TopicArn, Type, UnsubscribeURL; attributes of SQS: none",
                    trial -> {
                        Message message = toQueue(trial, Map.of());
                        return Trial.fields(Trial.json(message.body())) + "; attributes of SQS: " + types(message);
                    }),
            rule(
                    "the attributes in it",
                    SEEN,
                    "bytes {\"Type\":\"Binary\",\"Value\":\"AgME\"}, number {\"Type\":\"Number\",\"Value\":\"1.5\"}",
                    trial -> {
                        var attributes =
                                Trial.json(toQueue(trial, Map.of()).body()).path("MessageAttributes");
                        return "bytes " + attributes.path("bytes") + ", number " + attributes.path("number");
                    }),
            rule(
                    "UnsubscribeURL in it",
                    SEEN,
                    "http(s)://(host)/?Action=Unsubscribe&SubscriptionArn=(its ARN)",
                    trial -> {
                        Queue queue = trial.queue();
                        String arn = trial.subscribe(queue, Map.of());
                        trial.publish("hello");
                        return Trial.json(trial.receive(queue).body())
                                .path("UnsubscribeURL")
                                .asText()
                                .replace(arn, "(its ARN)")
                                .replaceFirst("^https?://[^/]+/", "http(s)://(host)/");
                    }),
            rule(
                    "raw to a queue",
                    SEEN,
                    "hello; attributes of SQS: bytes Binary, list String.Array, number Number, text String",
                    trial -> {
                        Message message = toQueue(trial, Trial.RAW);
                        return message.body() + "; attributes of SQS: " + types(message);
                    }),
            rule(
                    "headers of an envelope to HTTP",
                    SEEN,
                    "content-type text/plain; charset=UTF-8, user-agent Amazon Simple Notification Service Agent,"
                            + " x-amz-sns-message-type Notification, x-amz-sns-rawdelivery null, with"
                            + " x-amz-sns-subscription-arn",
                    trial -> headers(toHttp(trial, Map.of()))),
            rule(
                    "fields of it",
                    SEEN,
                    "Message, MessageAttributes, MessageId, Signature, SignatureVersion, SigningCertURL, Subject,"
                            + " Timestamp, TopicArn, Type, UnsubscribeURL",
                    trial -> Trial.fields(toHttp(trial, Map.of()).json())),
            rule(
                    "headers of raw to HTTP",
                    SEEN,
                    "content-type text/plain; charset=UTF-8, user-agent Amazon Simple Notification Service Agent,"
                            + " x-amz-sns-message-type Notification, x-amz-sns-rawdelivery true, with"
                            + " x-amz-sns-subscription-arn",
                    trial -> headers(toHttp(trial, Trial.RAW))),
            rule("its body, without attributes", PAGE, "hello", trial -> toHttp(trial, Trial.RAW)
                    .body()),
            rule(
                    "a value that is none",
                    SEEN,
                    "400 InvalidParameter: Invalid parameter: RawMessageDelivery: Invalid value [yes]. Must be true or"
                            + " false.",
                    trial -> {
                        String arn = trial.subscribe(trial.queue(), Map.of());
                        return Seen.refusal(() -> trial.set(arn, "RawMessageDelivery", "yes"));
                    }));

    private RawDelivery() {}

    private static void publish(Trial trial) {
        trial.sns.publish(request ->
                request.topicArn(trial.topic).subject("Hello").message("hello").messageAttributes(ATTRIBUTES));
    }

    private static Message toQueue(Trial trial, Map<String, String> attributes) {
        Queue queue = trial.queue();
        trial.subscribe(queue, attributes);
        publish(trial);
        return trial.receive(queue);
    }

    private static Post toHttp(Trial trial, Map<String, String> attributes) throws Exception {
        HttpSubscriber endpoint = trial.endpoint();
        trial.confirmed(endpoint, attributes);
        publish(trial);
        return endpoint.first("Notification");
    }

    private static String types(Message message) {
        return message.messageAttributes().isEmpty()
                ? "none"
                : Seen.sorted(message.messageAttributes().entrySet().stream()
                        .map(attribute ->
                                attribute.getKey() + " " + attribute.getValue().dataType())
                        .toList());
    }

    private static String headers(Post post) {
        return "content-type " + post.headers().getFirst("Content-Type") + ", user-agent "
                + post.headers().getFirst("User-Agent") + ", x-amz-sns-message-type "
                + post.headers().getFirst("x-amz-sns-message-type")
                + ", x-amz-sns-rawdelivery " + post.headers().getFirst("x-amz-sns-rawdelivery")
                + (post.headers().containsKey("x-amz-sns-subscription-arn") ? ", with" : ", without")
                + " x-amz-sns-subscription-arn";
    }
}
