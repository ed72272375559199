package dev.invitations.station.aws.sns.endpoint;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an endpoint is sent.
 *
 * @param type such as {@code Notification}
 * @param id of the message, the same for each attempt
 * @param url of the endpoint; may name a user and a password
 * @param raw whether the body is the message itself
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-header.html">Its headers</a>
 */
public record EndpointMessage(
        String type,
        String id,
        String topicArn,
        String subscriptionArn,
        String url,
        boolean raw,
        String contentType,
        String body) {
    public static final String TEXT = "text/plain; charset=UTF-8";

    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("x-amz-sns-message-type", type);
        headers.put("x-amz-sns-message-id", id);
        headers.put("x-amz-sns-topic-arn", topicArn);
        if (!type.equals("SubscriptionConfirmation")) {
            headers.put("x-amz-sns-subscription-arn", subscriptionArn);
        }
        if (raw) {
            headers.put("x-amz-sns-rawdelivery", "true");
        }
        headers.put("content-type", contentType);
        headers.put("user-agent", "Amazon Simple Notification Service Agent");
        headers.put("accept-encoding", "gzip,deflate");
        return headers;
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    /** Roughly what it takes to keep it, in bytes. */
    int weight() {
        return 1_024 + body.length();
    }
}
