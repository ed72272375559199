package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.sqs.QueueActions.Place;
import dev.invitations.station.aws.sqs.engine.EngineClient;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * SQS, in both its protocols: ElasticMQ, with what it lacks. Every account has its own queues in every region.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class Sqs {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TARGET = "AmazonSQS.";

    private final Worlds worlds;
    private final Queues queues;
    private final Access access;
    private final Limits limits;
    private final QueueActions queueActions;
    private final QueueDelivery delivery;

    /** @param settings as they are at the moment */
    public Sqs(Vertx vertx, StationClock clock, Supplier<Settings> settings) {
        this.worlds = new Worlds(vertx, clock);
        this.queues = new Queues(clock, settings);
        this.access = new Access(queues);
        this.limits = new Limits(queues);
        this.queueActions = new QueueActions(queues);
        this.delivery = new QueueDelivery(queues, this::engineOf, clock);
    }

    private EngineClient engineOf(String queueArn) {
        return worlds.engine(World.of(Arn.parse(queueArn).orElseThrow())).client();
    }

    public static boolean hasAction(String name) {
        return Actions.names().contains(name);
    }

    /** Starts ElasticMQ, which takes seconds; requests that come earlier wait for it. */
    public Future<Void> start() {
        return worlds.start(World.of(Caller.of(null)));
    }

    /** SNS's way into the queues. */
    public QueueDelivery delivery() {
        return delivery;
    }

    /**
     * Forgets all queues of all accounts and regions, and what is on its way to them. Who waits for a message then is
     * told that SQS does not answer just now.
     */
    public Future<Void> reset() {
        delivery.reset();
        queues.reset();
        return worlds.reset();
    }

    public Future<Void> stop() {
        return worlds.stop();
    }

    public Future<Reply> answer(AwsRequest request) {
        Optional<String> target = request.target();
        return target.isPresent()
                ? attempt(() -> answerJson(target.get(), request)).otherwise(e -> error(e).asJson())
                : attempt(() -> answerQuery(request)).otherwise(e -> error(e).asXml());
    }

    private Future<Reply> answerJson(String target, AwsRequest request) {
        String action = action(target);
        JsonNode json = parsed(request.body());
        Actions.requireParameters(action, json);
        Place place = place(action, json, request);
        return QueueActions.has(action)
                ? queueActions.run(action, json, place).map(result -> Reply.awsJson(200, result))
                : place.engine().client().forward(request).map(Sqs::jsonReply);
    }

    private static String action(String target) {
        String action = target.startsWith(TARGET) ? target.substring(TARGET.length()) : target;
        if (!target.startsWith(TARGET) || !hasAction(action)) {
            throw new SqsError("UnknownOperationException", "The operation " + target + " is unknown.");
        }
        return action;
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

    /** @throws SqsError where the request must not get any further */
    private Place place(String action, JsonNode json, AwsRequest request) {
        World world = access.world(action, json, request.caller());
        limits.check(action, json, world);
        return new Place(world, worlds.engine(world), host(request));
    }

    private static Reply jsonReply(EngineClient.Answer answer) {
        if (answer.status() != 200) {
            throw SqsError.of(answer);
        }
        return new Reply(200, answer.contentType(), Map.of(), answer.body());
    }

    private Future<Reply> answerQuery(AwsRequest request) {
        String action = request.action().orElse("");
        if (!hasAction(action)) {
            throw new SqsError("InvalidAction", "The action " + action + " is not valid for this endpoint.");
        }
        JsonNode json = SqsXml.toJson(request);
        if (QueueActions.has(action)) {
            Actions.requireParameters(action, json);
        }
        Place place = place(action, json, request);
        return QueueActions.has(action)
                ? queueActions.run(action, json, place).map(result -> SqsXml.reply(action, result))
                : place.engine().client().forward(request).map(Sqs::queryReply);
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
}
