package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.http.Xml;
import dev.invitations.station.aws.sns.endpoint.EndpointDelivery;
import dev.invitations.station.aws.sns.signature.Signatures;
import dev.invitations.station.aws.sqs.QueueDelivery;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * SNS: answers the actions of its Query API.
 *
 * <p>Everything here runs on one event loop and nothing waits: a publish is answered as soon as its copies are on their
 * way, as on AWS, whatever becomes of them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Operations.html">SNS actions</a>
 */
public final class Sns {
    private static final String NAMESPACE = "http://sns.amazonaws.com/doc/2010-03-31/";
    /** What SNS has besides, for text messages and for notifications of apps. */
    private static final Set<String> PHONES_AND_APPS = Set.of(
            "CheckIfPhoneNumberIsOptedOut",
            "CreatePlatformApplication",
            "CreatePlatformEndpoint",
            "CreateSMSSandboxPhoneNumber",
            "DeleteEndpoint",
            "DeletePlatformApplication",
            "DeleteSMSSandboxPhoneNumber",
            "GetEndpointAttributes",
            "GetPlatformApplicationAttributes",
            "GetSMSAttributes",
            "GetSMSSandboxAccountStatus",
            "ListEndpointsByPlatformApplication",
            "ListOriginationNumbers",
            "ListPhoneNumbersOptedOut",
            "ListPlatformApplications",
            "ListSMSSandboxPhoneNumbers",
            "OptInPhoneNumber",
            "SetEndpointAttributes",
            "SetPlatformApplicationAttributes",
            "SetSMSAttributes",
            "VerifySMSSandboxPhoneNumber");

    /** The answer of an action that has no result, not even an empty one. */
    static final Consumer<Xml> NO_RESULT = _ -> {};

    private final Topics registry = new Topics();
    private final TopicActions topics;
    private final SubscriptionActions subscriptions;
    private final ConfirmationActions confirming;
    private final TagActions tags;
    private final DataProtectionActions dataProtection;
    private final PermissionActions permissions;
    private final TopicAccess access;
    private final PublishActions publishing;
    private final Signatures signatures;
    private final EndpointDelivery endpoints;
    private final Confirmations confirmations;
    private final Fanout fanout;

    /**
     * @param endpoint where SNS is reached, such as {@code http://localhost:4566}; known once it listens
     * @param settings as they are at the moment
     * @param faults that deliveries shall have
     */
    public Sns(
            Vertx vertx,
            Supplier<String> endpoint,
            QueueDelivery queues,
            DeliveryLog log,
            StationClock clock,
            Supplier<Settings> settings,
            Faults faults) {
        this.signatures = new Signatures(vertx, endpoint, clock);
        this.endpoints = new EndpointDelivery(vertx, clock);
        this.confirmations = new Confirmations(registry, signatures, endpoints, queues, endpoint, log, clock);
        this.topics = new TopicActions(registry, clock);
        this.subscriptions = new SubscriptionActions(registry, confirmations, new FilterPropagation(clock, settings));
        this.confirming = new ConfirmationActions(registry, confirmations);
        this.tags = new TagActions(registry);
        this.dataProtection = new DataProtectionActions(registry);
        this.permissions = new PermissionActions(registry);
        this.access = new TopicAccess(registry);
        this.fanout = new Fanout(endpoint, queues, endpoints, signatures, log, clock, settings, faults);
        this.publishing = new PublishActions(registry, fanout);
    }

    /** Makes ready what takes a while; nothing may be asked before that. */
    public Future<Void> start() {
        return signatures.start();
    }

    public Future<Void> stop() {
        return signatures.stop();
    }

    /** The certificate of its signatures, where that is what a path names. */
    public Optional<Reply> certificate(String path) {
        return signatures
                .certificate(path)
                .map(pem -> new Reply(200, "application/x-pem-file", Map.of(), Buffer.buffer(pem)));
    }

    public Reply answer(AwsRequest request) {
        try {
            String action = request.action().orElseThrow(() -> new SnsError(400, "MissingAction", "Missing Action"));
            access.require(action, request);
            Consumer<Xml> result = run(action, request);
            return Reply.xml(200, Xml.document(action + "Response", NAMESPACE, xml -> {
                if (result != NO_RESULT) {
                    xml.element(action + "Result", result);
                }
                xml.element("ResponseMetadata", metadata -> metadata.text("RequestId", request.id()));
            }));
        } catch (SnsError e) {
            return error(e, request.id());
        }
    }

    /** Forgets everything but its key. What is under way to a queue is not stopped. */
    public void reset() {
        endpoints.reset();
        signatures.reset();
        confirmations.reset();
        fanout.reset();
        registry.clear();
    }

    /** How many messages are on their way to endpoints, or wait for their time since a fault was asked for. */
    public int waiting() {
        return endpoints.waiting() + fanout.heldUp();
    }

    /** What SNS answers who calls too often. */
    public static Reply throttled(AwsRequest request) {
        return error(SnsError.throttled(), request.id());
    }

    private static Reply error(SnsError e, String requestId) {
        return error(e.status(), e.code(), e.getMessage(), requestId);
    }

    private Consumer<Xml> run(String action, AwsRequest request) {
        return switch (action) {
            case "CreateTopic" -> topics.create(request);
            case "DeleteTopic" -> topics.delete(request);
            case "ListTopics" -> topics.list(request);
            case "GetTopicAttributes" -> topics.attributes(request);
            case "SetTopicAttributes" -> topics.setAttribute(request);
            case "Subscribe" -> subscriptions.subscribe(request);
            case "ConfirmSubscription" -> confirming.confirm(request);
            case "Unsubscribe" -> confirming.unsubscribe(request);
            case "ListSubscriptions" -> subscriptions.list(request);
            case "ListSubscriptionsByTopic" -> subscriptions.listByTopic(request);
            case "GetSubscriptionAttributes" -> subscriptions.attributes(request);
            case "SetSubscriptionAttributes" -> subscriptions.setAttribute(request);
            case "Publish" -> publishing.publish(request);
            case "PublishBatch" -> publishing.publishBatch(request);
            case "AddPermission" -> permissions.add(request);
            case "RemovePermission" -> permissions.remove(request);
            case "TagResource" -> tags.tag(request);
            case "UntagResource" -> tags.untag(request);
            case "ListTagsForResource" -> tags.list(request);
            case "PutDataProtectionPolicy" -> dataProtection.put(request);
            case "GetDataProtectionPolicy" -> dataProtection.get(request);
            default ->
                throw new SnsError(
                        400,
                        "InvalidAction",
                        PHONES_AND_APPS.contains(action)
                                ? "The local station does not have " + action
                                        + ": it delivers to queues and HTTP(S) endpoints only"
                                : "Could not find operation " + action + " for version 2010-03-31");
        };
    }

    /** An answer in the form of SNS's errors, also for requests that never reach an action. */
    public static Reply error(int status, String code, String message, String requestId) {
        return Reply.xml(status, Xml.document("ErrorResponse", NAMESPACE, xml -> xml.element(
                        "Error", error -> error.text("Type", status < 500 ? "Sender" : "Receiver")
                                .text("Code", code)
                                .text("Message", message))
                .text("RequestId", requestId)));
    }
}
