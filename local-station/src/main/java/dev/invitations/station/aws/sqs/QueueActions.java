package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.sqs.engine.Engine;
import dev.invitations.station.aws.sqs.engine.EngineClient;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The actions that make queues and show their attributes: those that ElasticMQ keeps, and those that it does not.
 * Requests and results are those of AWS JSON; a future fails with {@link SqsError}.
 */
final class QueueActions {
    private static final Set<String> NAMES = Set.of(
            "AddPermission",
            "CreateQueue",
            "DeleteQueue",
            "GetQueueAttributes",
            "RemovePermission",
            "SetQueueAttributes");

    private static final JsonNode NOTHING = JsonNodeFactory.instance.objectNode();

    /**
     * Where a request leads.
     *
     * @param host where the client reaches SQS, for queue URLs
     */
    record Place(World world, Engine engine, String host) {
        /** Runs an action of ElasticMQ. */
        Future<JsonNode> call(String action, JsonNode request) {
            return engine.client().call(action, request, host).map(Place::result);
        }

        /** Runs an action of ElasticMQ as the client wants it. */
        Future<JsonNode> run(SqsAction action, JsonNode request, HttpServerRequest client) {
            return engine.client().run(action.name(), request, client).map(Place::result);
        }

        private static JsonNode result(EngineClient.Answer answer) {
            if (answer.status() != 200) {
                throw SqsError.of(answer);
            }
            return answer.json();
        }
    }

    private final Queues queues;

    QueueActions(Queues queues) {
        this.queues = queues;
    }

    static boolean has(String action) {
        return NAMES.contains(action);
    }

    /** @throws SqsError where it is refused at once */
    Future<JsonNode> run(String action, JsonNode request, Place place) {
        if (action.equals("CreateQueue")) {
            return create(request, place);
        }
        String name = QueueUrl.parse(request.path("QueueUrl").asText()).name();
        Queue queue = queues.require(place.world().arn(name));
        return switch (action) {
            case "AddPermission" -> changePolicy(queue, Permissions.add(queue, request));
            case "RemovePermission" -> changePolicy(queue, Permissions.remove(queue, request));
            case "DeleteQueue" -> delete(queue, name, place);
            case "GetQueueAttributes" -> attributes(queue, name, request, place);
            case "SetQueueAttributes" -> setAttributes(queue, name, request, place);
            default -> throw new IllegalArgumentException("action " + action);
        };
    }

    private Future<JsonNode> create(JsonNode request, Place place) {
        String name = request.path("QueueName").asText();
        if (!name.matches("[A-Za-z0-9_-]{1,80}|[A-Za-z0-9_-]{1,75}\\.fifo")) {
            throw new SqsError(
                    "InvalidParameterValueException",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
        }
        String arn = place.world().arn(name);
        var attributes = AttributeChange.of(request.path("Attributes"), arn, queues);
        var existing = queues.find(arn);
        if (existing.isPresent()) {
            requireSame(existing.get(), attributes.asked());
            return place.call("GetQueueUrl", object().put("QueueName", name));
        }
        queues.requireRested(arn);
        ObjectNode creation = object().put("QueueName", name);
        creation.set("Attributes", attributes.forEngine());
        creation.set("tags", request.has("tags") ? request.get("tags") : object());
        return place.call("CreateQueue", creation)
                .compose(created ->
                        attributes.tell(place.engine(), name, Map.of()).map(created))
                .map(created -> {
                    queues.created(arn, attributes.all());
                    return created;
                });
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

    private Future<JsonNode> delete(Queue queue, String name, Place place) {
        return place.call("DeleteQueue", addressed(name)).map(_ -> {
            queues.deleted(queue.arn());
            return NOTHING;
        });
    }

    private static Future<JsonNode> attributes(Queue queue, String name, JsonNode request, Place place) {
        Set<String> wanted = new HashSet<>();
        request.path("AttributeNames").forEach(wish -> wanted.add(wish.asText()));
        wanted.forEach(QueueAttribute::requireReadable);
        ObjectNode all = addressed(name);
        all.putArray("AttributeNames").add("All");
        return place.call("GetQueueAttributes", all).map(answer -> {
            ObjectNode shown = object();
            for (QueueAttribute attribute : QueueAttribute.values()) {
                attribute.initially().ifPresent(value -> shown.put(attribute.attribute(), value));
            }
            shown.setAll((ObjectNode) answer.path("Attributes"));
            queue.shown().forEach(shown::put);
            if (!wanted.contains("All")) {
                shown.retain(wanted);
            }
            return shown.isEmpty() ? NOTHING : object().set("Attributes", shown);
        });
    }

    private Future<JsonNode> setAttributes(Queue queue, String name, JsonNode request, Place place) {
        var change = AttributeChange.of(request.path("Attributes"), queue.arn(), queues);
        if (change.asked().containsKey("FifoQueue")) {
            throw SqsError.unknownAttribute("FifoQueue");
        }
        ObjectNode forEngine = addressed(name).set("Attributes", change.forEngine());
        Future<JsonNode> changed = change.forEngine().isEmpty()
                ? Future.succeededFuture(NOTHING)
                : place.call("SetQueueAttributes", forEngine);
        return changed.compose(_ -> change.tell(place.engine(), name, queue.attributes()))
                .map(_ -> {
                    queues.changed(queue, change.all());
                    return NOTHING;
                });
    }

    private Future<JsonNode> changePolicy(Queue queue, String policy) {
        queues.changed(queue, Map.of(Queue.POLICY, policy));
        return Future.succeededFuture(NOTHING);
    }

    private static ObjectNode addressed(String name) {
        return object().put("QueueUrl", "/000000000000/" + name);
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
