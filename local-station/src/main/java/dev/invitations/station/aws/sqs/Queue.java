package dev.invitations.station.aws.sqs;

import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A queue, as far as ElasticMQ doesn't keep it. It belongs to one event loop. */
final class Queue {
    static final String POLICY = QueueAttribute.POLICY.attribute();

    private static final String KEY_OF_AWS = "alias/aws/sqs";

    private static final String USUAL_KEY_REUSE_SECONDS = "300";

    private final String arn;
    private final Instant created;
    private Instant modified;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private final PolicyInEffect policy = new PolicyInEffect();

    Queue(String arn, Instant created) {
        this.arn = arn;
        this.created = created;
        this.modified = created;
    }

    String arn() {
        return arn;
    }

    /** What was set, by name. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** What it shows beside what ElasticMQ knows, by name. */
    Map<String, String> shown() {
        Map<String, String> shown = new LinkedHashMap<>();
        if (attributes.containsKey(QueueAttribute.KMS_MASTER_KEY_ID.attribute())) {
            shown.put(QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS.attribute(), USUAL_KEY_REUSE_SECONDS);
        }
        shown.putAll(attributes);
        shown.put("QueueArn", arn);
        shown.put("CreatedTimestamp", String.valueOf(created.getEpochSecond()));
        shown.put("LastModifiedTimestamp", String.valueOf(modified.getEpochSecond()));
        return shown;
    }

    /**
     * Sets attributes; an empty value takes one away.
     *
     * @param propagation how long a new policy takes to count
     */
    void set(Map<String, String> changes, Instant now, Duration propagation) {
        modified = now;
        changes.forEach((name, value) -> {
            if (value.isEmpty()) {
                attributes.remove(name);
            } else {
                attributes.put(name, value);
            }
        });
        if (changes.containsKey(POLICY)) {
            policy.change(Optional.ofNullable(attributes.get(POLICY)).map(PolicyDocument::parse), now, propagation);
        }
    }

    /** What its policy says; a queue without one lets only its own account in. */
    Decision decide(AccessRequest request, Instant now) {
        return policy.at(now).map(document -> document.evaluate(request)).orElse(Decision.NOT_ALLOWED);
    }

    /** Why SNS may not deliver to it on behalf of a topic; empty where it may. */
    Optional<String> refusal(String topicArn, Instant now) {
        var delivery = AccessRequest.delivery(topicArn, arn);
        Optional<String> reason =
                switch (decide(delivery, now)) {
                    case ALLOWED -> keyRefusal();
                    case DENIED ->
                        policy.at(now)
                                .flatMap(document -> document.decidedBy(delivery))
                                .map(statement -> "the queue's policy denies it: " + statement);
                    case NOT_ALLOWED ->
                        Optional.of(policy.at(now)
                                .map(document -> notAllowed(document, topicArn))
                                .orElse("the queue has no policy, so SNS may not send to it"));
                };
        return reason.map(text -> text
                + policy.nextChange(now)
                        .map(from -> "; a change of its policy counts from " + from)
                        .orElse(""));
    }

    private static String notAllowed(PolicyDocument document, String topicArn) {
        String sentence = "no statement of the queue's policy allows SNS to send on behalf of " + topicArn;
        return document.notUnderstood().isEmpty()
                ? sentence
                : sentence + "; what the local station doesn't understand counts as not met: "
                        + String.join(", ", document.notUnderstood());
    }

    /** That key's policy can't be changed, and it doesn't let SNS use it. */
    private Optional<String> keyRefusal() {
        String key = attributes.getOrDefault(QueueAttribute.KMS_MASTER_KEY_ID.attribute(), "");
        return key.endsWith(KEY_OF_AWS)
                ? Optional.of("the queue is encrypted with " + KEY_OF_AWS + ", a key of AWS's own that SNS may not use")
                : Optional.empty();
    }
}
