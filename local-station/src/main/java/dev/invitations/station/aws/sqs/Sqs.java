package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import java.util.Optional;
import java.util.function.Supplier;

/**
 * SQS, in both its protocols: ElasticMQ, with what it lacks.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class Sqs {
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
        return SqsAction.of(name).isPresent();
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
        return request.isJson() ? answerJson(request) : answerQuery(request);
    }

    private Future<Reply> answerJson(AwsRequest request) {
        return attempt(() -> {
                    SqsAction action = targeted(request);
                    return run(action, JsonReader.read(action.request(), request.body()), request)
                            .map(result -> Reply.awsJson(200, result));
                })
                .otherwise(e -> error(e).asJson());
    }

    private static SqsAction targeted(AwsRequest request) {
        String target = request.target().orElse("");
        return Optional.of(target)
                .filter(text -> text.startsWith(TARGET))
                .flatMap(text -> SqsAction.of(text.substring(TARGET.length())))
                .orElseThrow(
                        () -> new SqsError("UnknownOperationException", "The operation " + target + " is unknown."));
    }

    private Future<Reply> answerQuery(AwsRequest request) {
        return attempt(() -> {
                    SqsAction action = named(request);
                    return run(action, QueryReader.read(action, request), request)
                            .map(result -> SqsXml.reply(action, result, request.id()));
                })
                .otherwise(e -> error(e).asXml(request.id()));
    }

    private static SqsAction named(AwsRequest request) {
        String name = request.action().orElseThrow(() -> new SqsError("MissingAction", "Missing Action"));
        return SqsAction.of(name)
                .orElseThrow(
                        () -> new SqsError("InvalidAction", "The action " + name + " is not valid for this endpoint."));
    }

    /** What both protocols have in common, which is all but how it is written. */
    private Future<JsonNode> run(SqsAction action, ObjectNode json, AwsRequest request) {
        action.requireAll(json);
        RequestRules.check(action, json);
        Place place = place(action.name(), json, request);
        Future<JsonNode> result =
                switch (action.name()) {
                    case String name when QueueActions.has(name) -> queueActions.run(name, json, place);
                    case "SendMessageBatch" ->
                        MessageContents.sendAllowed(json, batch -> place.run(action, batch, request.http()));
                    default -> place.run(action, json, request.http());
                };
        return result.map(answer -> QueuePage.isOf(action.name()) ? QueuePage.of(action.name(), json, answer) : answer)
                .map(answer -> JsonReader.structure(action.result(), answer));
    }

    /** @throws SqsError where the request must not get any further */
    private Place place(String action, JsonNode json, AwsRequest request) {
        World world = access.world(action, json, request.caller());
        limits.check(action, json, world);
        return new Place(world, worlds.engine(world), host(request));
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

    /** What SQS answers who calls too often, in the protocol of the request. */
    public static Reply throttled(AwsRequest request) {
        return reply(request, SqsError.throttled());
    }

    /** An answer in the form of SQS's errors, in the protocol of the request. */
    public static Reply error(AwsRequest request, int status, String code, String message) {
        return reply(request, new SqsError(code, message, status));
    }

    private static Reply reply(AwsRequest request, SqsError error) {
        return request.isJson() ? error.asJson() : error.asXml(request.id());
    }
}
