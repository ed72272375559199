package dev.invitations.topology.policy;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Somebody wants to do something.
 *
 * @param action such as {@code sqs:SendMessage}
 * @param resource the ARN of what it is done to
 * @param context condition keys and their values; those that follow from the principal are added
 */
public record AccessRequest(Principal principal, String action, String resource, Map<String, String> context) {
    private static final Principal SNS = new Principal.Service("sns.amazonaws.com");

    public AccessRequest {
        Map<String, String> keys = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        keys.putAll(principal.conditionKeys());
        // Every SDK and every service talks TLS unless told otherwise.
        keys.put("aws:SecureTransport", "true");
        Instant now = Instant.now();
        keys.put("aws:CurrentTime", now.toString());
        keys.put("aws:EpochTime", String.valueOf(now.getEpochSecond()));
        keys.putAll(context);
        context = Collections.unmodifiableMap(keys);
    }

    /** SNS hands a message of that topic to that queue, be it the subscribed one or a dead-letter queue. */
    public static AccessRequest delivery(String topicArn, String queueArn) {
        return new AccessRequest(SNS, "sqs:SendMessage", queueArn, onBehalfOf(topicArn));
    }

    /** SNS uses a KMS key on behalf of that topic, to read what it encrypts or to write to a queue that is encrypted. */
    public static AccessRequest encryption(String topicArn, String action, String keyArn) {
        return new AccessRequest(SNS, action, keyArn, onBehalfOf(topicArn));
    }

    private static Map<String, String> onBehalfOf(String topicArn) {
        return Map.of("aws:SourceArn", topicArn, "aws:SourceAccount", topicArn.split(":")[4]);
    }
}
