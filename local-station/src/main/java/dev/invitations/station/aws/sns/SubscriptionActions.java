package dev.invitations.station.aws.sns;

import dev.invitations.contract.topology.FilterScope;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Xml;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;

/** Subscribing, and showing and changing subscriptions. */
final class SubscriptionActions {
    /** AWS takes it and does not apply it before the endpoint has confirmed; it applies the others. */
    private static final String NOT_WHILE_PENDING = "RedrivePolicy";

    private final Topics topics;
    private final Confirmations confirmations;
    private final FilterPropagation propagation;

    SubscriptionActions(Topics topics, Confirmations confirmations, FilterPropagation propagation) {
        this.topics = topics;
        this.confirmations = confirmations;
        this.propagation = propagation;
    }

    Consumer<Xml> subscribe(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Arn arn = SnsArn.topic(parameters, request.caller());
        String protocol = parameters.text("Protocol").orElseThrow(() -> SnsError.noValue("Protocol"));
        Endpoint.requireProtocol(protocol);
        String endpoint = parameters.text("Endpoint").orElseThrow(() -> SnsError.noValue("Endpoint"));
        Endpoint.require(protocol, endpoint, arn.resource().endsWith(".fifo"));
        Map<String, String> attributes = checkedAttributes(parameters);
        SubscriptionAttributes.refusalOfDeadLetterQueue(arn.toString(), endpoint, attributes)
                .ifPresent(refusal -> {
                    throw SnsError.invalidParameter("Attributes Reason: " + refusal);
                });
        Topic topic = topics.require(arn);
        Subscription subscription = topic.subscription(protocol, endpoint)
                .map(existing -> unchanged(existing, topic, attributes))
                .orElseGet(() -> created(topic, protocol, endpoint, attributes, request));
        if (subscription.isPending()) {
            confirmations.ask(topic, subscription);
        }
        boolean showsArn = !subscription.isPending()
                || parameters.text("ReturnSubscriptionArn").orElse("").equals("true");
        return result -> result.text("SubscriptionArn", showsArn ? subscription.arn() : "pending confirmation");
    }

    private static Map<String, String> checkedAttributes(QueryParameters parameters) {
        Map<String, String> attributes = new LinkedHashMap<>(parameters.map("Attributes", "key", "value"));
        FilterScope scope =
                FilterScope.of(attributes.getOrDefault("FilterPolicyScope", "")).orElse(FilterScope.MESSAGE_ATTRIBUTES);
        attributes.forEach((name, value) -> SubscriptionAttributes.refusal(name, value, scope)
                .ifPresent(refusal -> {
                    throw SnsError.invalidParameter("Attributes Reason: " + refusal);
                }));
        attributes.replaceAll(SubscriptionAttributes::normalised);
        return attributes;
    }

    private static Subscription unchanged(Subscription existing, Topic topic, Map<String, String> attributes) {
        if (existing.isPending()) {
            attributes.remove(NOT_WHILE_PENDING);
        }
        if (!SubscriptionAttributes.shown(existing, topic).entrySet().containsAll(attributes.entrySet())) {
            throw SnsError.invalidParameter("Attributes Reason: Subscription already exists with different attributes");
        }
        return existing;
    }

    private Subscription created(
            Topic topic, String protocol, String endpoint, Map<String, String> attributes, AwsRequest request) {
        String arn = topic.arn() + ":" + UUID.randomUUID();
        var subscription = new Subscription(arn, topic.arn(), protocol, endpoint, request.caller());
        if (Endpoint.mustConfirm(protocol, endpoint, request.caller())) {
            subscription.awaitConfirmation();
            attributes.remove(NOT_WHILE_PENDING);
        }
        subscription.set(attributes);
        subscription.filterBy(subscription.declaredFilter());
        topics.add(topic, subscription);
        return subscription;
    }

    Consumer<Xml> list(AwsRequest request) {
        return listed(Page.of(topics.subscriptionsOf(request.caller()), Subscription::arn, request.parameters()));
    }

    Consumer<Xml> listByTopic(AwsRequest request) {
        Topic topic = topics.require(SnsArn.topic(request.parameters(), request.caller()));
        return listed(Page.of(topic.subscriptions(), Subscription::arn, request.parameters()));
    }

    private static Consumer<Xml> listed(Page<Subscription> page) {
        return result -> {
            result.element("Subscriptions", list -> page.items()
                    .forEach(subscription -> list.element("member", member -> member.text(
                                    "TopicArn", subscription.topic().toString())
                            .text("Protocol", subscription.protocol())
                            .text(
                                    "SubscriptionArn",
                                    subscription.isPending() ? "PendingConfirmation" : subscription.arn())
                            .text("Owner", subscription.owner())
                            .text("Endpoint", subscription.endpoint()))));
            page.nextToken().ifPresent(token -> result.text("NextToken", token));
        };
    }

    Consumer<Xml> attributes(AwsRequest request) {
        Subscription subscription =
                own(SnsArn.subscription(request.parameters()), "GetSubscriptionAttributes", request);
        return Attributes.of(SubscriptionAttributes.shown(subscription, topics.require(subscription.topic())));
    }

    Consumer<Xml> setAttribute(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        String arn = SnsArn.subscription(parameters);
        String name = parameters.text("AttributeName").orElseThrow(() -> SnsError.missing("attributeName"));
        String value = parameters.text("AttributeValue").orElse("");
        Subscription subscription = own(arn, "SetSubscriptionAttributes", request);
        Map<String, String> change = Map.of(name, value);
        SubscriptionAttributes.refusal(name, value, subscription.scope(change)).ifPresent(refusal -> {
            throw SnsError.invalidParameter(refusal);
        });
        SubscriptionAttributes.refusalOfDeadLetterQueue(
                        subscription.topic().toString(), subscription.endpoint(), change)
                .ifPresent(refusal -> {
                    throw SnsError.invalidParameter(refusal);
                });
        subscription.refusalOfScope(change).ifPresent(refusal -> {
            throw SnsError.invalidParameter(refusal);
        });
        if (!subscription.isPending() || !name.equals(NOT_WHILE_PENDING)) {
            subscription.set(Map.of(name, SubscriptionAttributes.normalised(name, value)));
            propagation.filterOf(subscription);
        }
        return Sns.NO_RESULT;
    }

    private Subscription own(String arn, String action, AwsRequest request) {
        Subscription subscription = topics.requireSubscription(arn);
        if (!subscription.belongsTo(request.caller().account())) {
            throw SnsError.unauthorized(request.caller(), action, subscription.topic(), "");
        }
        return subscription;
    }
}
