package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * SQS, in both its protocols: ElasticMQ, with what it lacks.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class Sqs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TARGET = "AmazonSQS.";

    /** With what each action cannot do without; ElasticMQ answers 500 where it is missing from AWS JSON. */
    private static final Map<String, List<String>> ACTIONS = Map.ofEntries(
            Map.entry("AddPermission", List.of("QueueUrl", "Label", "AWSAccountIds", "Actions")),
            Map.entry("CancelMessageMoveTask", List.of("TaskHandle")),
            Map.entry("ChangeMessageVisibility", List.of("QueueUrl", "ReceiptHandle", "VisibilityTimeout")),
            Map.entry("ChangeMessageVisibilityBatch", List.of("QueueUrl", "Entries")),
            Map.entry("CreateQueue", List.of("QueueName")),
            Map.entry("DeleteMessage", List.of("QueueUrl", "ReceiptHandle")),
            Map.entry("DeleteMessageBatch", List.of("QueueUrl", "Entries")),
            Map.entry("DeleteQueue", List.of("QueueUrl")),
            Map.entry("GetQueueAttributes", List.of("QueueUrl")),
            Map.entry("GetQueueUrl", List.of("QueueName")),
            Map.entry("ListDeadLetterSourceQueues", List.of("QueueUrl")),
            Map.entry("ListMessageMoveTasks", List.of("SourceArn")),
            Map.entry("ListQueueTags", List.of("QueueUrl")),
            Map.entry("ListQueues", List.of()),
            Map.entry("PurgeQueue", List.of("QueueUrl")),
            Map.entry("ReceiveMessage", List.of("QueueUrl")),
            Map.entry("RemovePermission", List.of("QueueUrl", "Label")),
            Map.entry("SendMessage", List.of("QueueUrl", "MessageBody")),
            Map.entry("SendMessageBatch", List.of("QueueUrl", "Entries")),
            Map.entry("SetQueueAttributes", List.of("QueueUrl", "Attributes")),
            Map.entry("StartMessageMoveTask", List.of("SourceArn")),
            Map.entry("TagQueue", List.of("QueueUrl", "Tags")),
            Map.entry("UntagQueue", List.of("QueueUrl", "TagKeys")));

    private final Vertx vertx;
    private final StationClock clock;
    private final Promise<ElasticMq> elasticMq = Promise.promise();
    private final EngineClient engine;
    private final Limits limits;
    private final QueueActions queueActions;
    private final QueueDelivery delivery;

    /** @param settings as they are at the moment */
    public Sqs(Vertx vertx, StationClock clock, Supplier<Settings> settings) {
        this.vertx = vertx;
        this.clock = clock;
        this.engine = new EngineClient(vertx, elasticMq.future().map(ElasticMq::address));
        var queues = new Queues(clock, settings);
        this.limits = new Limits(queues);
        this.queueActions = new QueueActions(queues, engine);
        this.delivery = new QueueDelivery(queues, engine, clock);
    }

    static Stream<String> actions() {
        return ACTIONS.keySet().stream();
    }

    public static boolean hasAction(String name) {
        return ACTIONS.containsKey(name);
    }

    /** Starts ElasticMQ, which takes seconds; requests that come earlier wait for it. */
    public Future<Void> start() {
        return vertx.executeBlocking(() -> ElasticMq.start(clock))
                .onComplete(elasticMq)
                .mapEmpty();
    }

    /** SNS's way into the queues. */
    public QueueDelivery delivery() {
        return delivery;
    }

    public Future<Reply> answer(AwsRequest request) {
        Optional<String> target = request.target();
        return target.isPresent() ? answerJson(target.get(), request) : answerQuery(request);
    }

    private Future<Reply> answerJson(String target, AwsRequest request) {
        return attempt(() -> {
                    String action = action(target);
                    JsonNode json = parsed(request.body());
                    requireParameters(action, json);
                    limits.check(action, json);
                    return QueueActions.NAMES.contains(action)
                            ? queueActions
                                    .run(action, json, request.caller(), host(request))
                                    .map(result -> Reply.awsJson(200, result))
                            : forwarded(request);
                })
                .otherwise(e -> error(e).asJson());
    }

    private static String action(String target) {
        String action = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
        if (!target.startsWith(TARGET) || !hasAction(action)) {
            throw new SqsError("UnknownOperationException", "The operation " + target + " is unknown.");
        }
        return action;
    }

    private static void requireParameters(String action, JsonNode json) {
        for (String parameter : ACTIONS.get(action)) {
            if (!json.hasNonNull(parameter)) {
                throw SqsError.missing(parameter);
            }
        }
    }

    private static JsonNode parsed(Buffer body) {
        try {
            JsonNode json = JSON.readTree(body.getBytes());
            if (json.isObject()) {
                return json;
            }
        } catch (IOException _) {
            // Falls through to the same refusal.
        }
        throw new SqsError("SerializationException", "The body of the request is not a JSON object.");
    }

    private Future<Reply> forwarded(AwsRequest request) {
        return engine.forward(request).map(answer -> {
            if (answer.status() != 200) {
                throw SqsError.of(answer);
            }
            return new Reply(200, answer.contentType(), Map.of(), answer.body());
        });
    }

    private Future<Reply> answerQuery(AwsRequest request) {
        String action = request.action().orElse("");
        return attempt(() -> {
                    if (!hasAction(action)) {
                        throw new SqsError(
                                "InvalidAction", "The action " + action + " is not valid for this endpoint.");
                    }
                    JsonNode json = SqsXml.toJson(request);
                    limits.check(action, json);
                    if (!QueueActions.NAMES.contains(action)) {
                        return engine.forward(request).map(Sqs::queryReply);
                    }
                    requireParameters(action, json);
                    return queueActions
                            .run(action, json, request.caller(), host(request))
                            .map(result -> SqsXml.reply(action, result));
                })
                .otherwise(e -> error(e).asXml());
    }

    private static Reply queryReply(EngineClient.Answer answer) {
        if (answer.status() >= 500) {
            throw new SqsError("InvalidParameterValueException", "A parameter of the request has a wrong value.");
        }
        // ElasticMQ puts the error's name where AWS says who is to blame.
        String body = answer.body().toString().replaceFirst("<Type>[^<]*</Type>", "<Type>Sender</Type>");
        return new Reply(
                answer.status(), "text/xml", Map.of(), answer.status() == 200 ? answer.body() : Buffer.buffer(body));
    }

    private static String host(AwsRequest request) {
        return Optional.ofNullable(request.http().authority())
                .map(Object::toString)
                .orElse("localhost");
    }

    /** Lets what is thrown fail the future, as everything after it does. */
    private static Future<Reply> attempt(Supplier<Future<Reply>> answer) {
        return Future.succeededFuture().compose(_ -> answer.get());
    }

    private static SqsError error(Throwable e) {
        return e instanceof SqsError error ? error : SqsError.unavailable(e);
    }

    public Future<Void> stop() {
        ElasticMq running = elasticMq.future().result();
        return engine.close()
                .compose(_ -> vertx.executeBlocking(() -> {
                    if (running != null) {
                        running.close();
                    }
                    return null;
                }));
    }
}
