package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.sqs.engine.Engine;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Attributes that somebody sets on a queue, and that AWS would take.
 *
 * @param asked as they were sent; an empty value takes one away
 * @param all with what follows from them
 */
record AttributeChange(Map<String, String> asked, Map<String, String> all) {
    private static final String KEY = QueueAttribute.KMS_MASTER_KEY_ID.attribute();
    private static final String KEY_REUSE = QueueAttribute.KMS_DATA_KEY_REUSE_PERIOD_SECONDS.attribute();
    private static final String MANAGED = QueueAttribute.SQS_MANAGED_SSE_ENABLED.attribute();
    private static final Set<String> KEPT = Set.of(
            QueueAttribute.MAXIMUM_MESSAGE_SIZE.attribute(), QueueAttribute.MESSAGE_RETENTION_PERIOD.attribute());

    /** @throws SqsError where the queue of that ARN can't have them */
    static AttributeChange of(JsonNode attributes, String queueArn, Queues queues) {
        Map<String, String> asked = new LinkedHashMap<>();
        attributes.properties().forEach(attribute -> {
            String value = attribute.getValue().asText();
            QueueAttribute.settable(attribute.getKey()).require(value);
            asked.put(attribute.getKey(), value);
        });
        String policy = asked.getOrDefault(Queue.POLICY, "");
        if (!policy.isEmpty()) {
            AccessPolicy.require(policy);
        }
        String redrivePolicy = asked.getOrDefault(RedrivePolicy.NAME, "");
        if (!redrivePolicy.isEmpty()) {
            new RedrivePolicy(redrivePolicy).require(queueArn, queues);
        }
        String redriveAllowPolicy = asked.getOrDefault(RedriveAllowPolicy.NAME, "");
        if (!redriveAllowPolicy.isEmpty()) {
            new RedriveAllowPolicy(redriveAllowPolicy).require();
        }
        return new AttributeChange(asked, withOneEncryption(asked));
    }

    /** A queue is encrypted by SQS or by a key of KMS: who chooses one gives up the other. */
    private static Map<String, String> withOneEncryption(Map<String, String> asked) {
        Map<String, String> all = new LinkedHashMap<>(asked);
        boolean byKey = !asked.getOrDefault(KEY, "").isEmpty();
        boolean bySqs = asked.getOrDefault(MANAGED, "").equals("true");
        if (byKey && bySqs) {
            throw new SqsError(
                    "InvalidAttributeName",
                    "You can use one type of server-side encryption (SSE) at one time. You can either enable KMS SSE or"
                            + " SQS SSE.");
        }
        if (byKey) {
            all.put(MANAGED, "false");
        } else if (bySqs) {
            all.put(KEY, "");
            all.put(KEY_REUSE, "");
        }
        return all;
    }

    /** What ElasticMQ takes from every client. */
    ObjectNode forEngine() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        asked.forEach((name, value) -> {
            if (QueueAttribute.settable(name).isForEngine()) {
                json.put(name, value);
            }
        });
        return json;
    }

    /**
     * Tells ElasticMQ the others that its queues are to obey.
     *
     * @param former what the queue had before
     */
    Future<Void> tell(Engine engine, String queue, Map<String, String> former) {
        Future<Void> told = Future.succeededFuture();
        if (KEPT.stream().anyMatch(all::containsKey)) {
            int size = number(QueueAttribute.MAXIMUM_MESSAGE_SIZE, former);
            var retention = Duration.ofSeconds(number(QueueAttribute.MESSAGE_RETENTION_PERIOD, former));
            told = told.compose(_ -> engine.tell(server -> server.keep(queue, size, retention)));
        }
        String redrive = all.get(RedrivePolicy.NAME);
        if (redrive == null) {
            return told;
        }
        if (redrive.isEmpty()) {
            return told.compose(_ -> engine.tell(server -> server.endRedrive(queue)));
        }
        var policy = new RedrivePolicy(redrive);
        String target = Arn.parse(policy.target()).orElseThrow().resource();
        return told.compose(_ -> engine.tell(server -> server.redrive(queue, target, policy.maxReceiveCount())));
    }

    private int number(QueueAttribute attribute, Map<String, String> former) {
        String name = attribute.attribute();
        String usual = attribute.initially().orElseThrow();
        return Integer.parseInt(all.getOrDefault(name, former.getOrDefault(name, usual)));
    }
}
