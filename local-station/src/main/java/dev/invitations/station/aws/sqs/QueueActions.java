package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import io.vertx.core.Future;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The actions that make queues and show their attributes: those that ElasticMQ keeps, and those that it does not.
 * Requests and results are those of AWS JSON; a future fails with {@link SqsError}.
 */
final class QueueActions {
    static final Set<String> NAMES = Set.of("CreateQueue", "DeleteQueue", "GetQueueAttributes", "SetQueueAttributes");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    private final Queues queues;
    private final EngineClient engine;

    QueueActions(Queues queues, EngineClient engine) {
        this.queues = queues;
        this.engine = engine;
    }

    /** @param host where the client reaches SQS, for queue URLs */
    Future<JsonNode> run(String action, JsonNode request, Caller caller, String host) {
        return switch (action) {
            case "CreateQueue" -> create(request, caller, host);
            case "DeleteQueue" -> delete(request, host);
            case "GetQueueAttributes" -> attributes(request, host);
            case "SetQueueAttributes" -> setAttributes(request, host);
            default -> throw new IllegalArgumentException("action " + action);
        };
    }

    private Future<JsonNode> create(JsonNode request, Caller caller, String host) {
        String name = request.path("QueueName").asText();
        if (!name.matches("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo")) {
            throw new SqsError(
                    "InvalidParameterValueException",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        Map<String, String> attributes = checked(request.path("Attributes"));
        var existing = queues.find(name);
        if (existing.isPresent()) {
            requireSame(existing.get(), attributes);
            return call("GetQueueUrl", object().put("QueueName", name), host);
        }
        ObjectNode creation = object().put("QueueName", name);
        putForEngine(attributes, creation.putObject("Attributes"));
        creation.set("tags", request.has("tags") ? request.get("tags") : object());
        return call("CreateQueue", creation, host)
                .onSuccess(_ -> queues.created(name, Arn.of("sqs", caller, name).toString(), attributes));
    }

    private static void requireSame(Queue existing, Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            String current = existing.attributes()
                    .getOrDefault(
                            name, QueueAttribute.settable(name).initially().orElse(""));
            if (!current.equals(value)) {
                throw new SqsError(
                        "QueueNameExists",
                        "A queue already exists with the same name and a different value for attribute " + name);
            }
        });
    }

    private Future<JsonNode> delete(JsonNode request, String host) {
        String name = name(request);
        return call("DeleteQueue", addressed(name), host)
                .onSuccess(_ -> queues.deleted(name))
                .map(NOTHING);
    }

    private Future<JsonNode> attributes(JsonNode request, String host) {
        String name = name(request);
        Queue queue = queues.find(name).orElseThrow(SqsError::noSuchQueue);
        Set<String> wanted = new HashSet<>();
        request.path("AttributeNames").forEach(wish -> wanted.add(wish.asText()));
        wanted.forEach(QueueAttribute::requireReadable);
        ObjectNode all = addressed(name);
        all.putArray("AttributeNames").add("All");
        return call("GetQueueAttributes", all, host).map(answer -> {
            ObjectNode shown = object();
            for (QueueAttribute attribute : QueueAttribute.values()) {
                attribute.initially().ifPresent(value -> shown.put(attribute.attribute(), value));
            }
            shown.setAll((ObjectNode) answer.path("Attributes"));
            queue.attributes().forEach(shown::put);
            shown.put("QueueArn", queue.arn());
            if (!wanted.contains("All")) {
                shown.retain(wanted);
            }
            return shown.isEmpty() ? NOTHING : object().set("Attributes", shown);
        });
    }

    private Future<JsonNode> setAttributes(JsonNode request, String host) {
        String name = name(request);
        Queue queue = queues.find(name).orElseThrow(SqsError::noSuchQueue);
        Map<String, String> attributes = checked(request.path("Attributes"));
        if (attributes.containsKey("FifoQueue")) {
            throw SqsError.unknownAttribute("FifoQueue");
        }
        ObjectNode change = addressed(name);
        putForEngine(attributes, change.putObject("Attributes"));
        Future<JsonNode> changed = change.path("Attributes").isEmpty()
                ? Future.succeededFuture(NOTHING)
                : call("SetQueueAttributes", change, host);
        return changed.onSuccess(_ -> queues.changed(queue, attributes)).map(NOTHING);
    }

    private Map<String, String> checked(JsonNode attributes) {
        Map<String, String> checked = new LinkedHashMap<>();
        attributes.properties().forEach(attribute -> {
            String value = attribute.getValue().asText();
            QueueAttribute.settable(attribute.getKey()).require(value);
            if (attribute.getKey().equals("RedrivePolicy")) {
                new RedrivePolicy(value).require(queues);
            }
            if (attribute.getKey().equals(Queue.POLICY) && !value.isEmpty()) {
                AccessPolicy.require(value);
            }
            checked.put(attribute.getKey(), value);
        });
        return checked;
    }

    private static void putForEngine(Map<String, String> attributes, ObjectNode json) {
        attributes.forEach((name, value) -> {
            if (QueueAttribute.settable(name).isForEngine()) {
                json.put(name, value);
            }
        });
    }

    private Future<JsonNode> call(String action, JsonNode request, String host) {
        return engine.call(action, request, host).map(answer -> {
            if (answer.status() != 200) {
                throw SqsError.of(answer);
            }
            return answer.json();
        });
    }

    private static String name(JsonNode request) {
        String url = request.path("QueueUrl").asText();
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private static ObjectNode addressed(String name) {
        return object().put("QueueUrl", "/000000000000/" + name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
