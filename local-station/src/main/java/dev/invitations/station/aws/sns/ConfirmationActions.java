package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Xml;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Confirming and unsubscribing, which endpoints may do without a signature.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_ConfirmSubscription.html">ConfirmSubscription</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Unsubscribe.html">Unsubscribe</a>
 */
final class ConfirmationActions {
    private final Topics topics;
    private final Confirmations confirmations;

    ConfirmationActions(Topics topics, Confirmations confirmations) {
        this.topics = topics;
        this.confirmations = confirmations;
    }

    /** By the token alone: the topic has only to be one of that region. */
    Consumer<Xml> confirm(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Caller caller = request.caller();
        Arn arn = parameters
                .text("TopicArn")
                .flatMap(Arn::parse)
                .filter(topic -> topic.isOf("sns"))
                .filter(topic -> !caller.isSigned() || topic.region().equals(caller.region()))
                .orElseThrow(() -> SnsError.invalidParameter("Topic"));
        String token = parameters.text("Token").orElseThrow(() -> SnsError.noValue("Token"));
        if (!token.matches("([0-9a-f]{2})+")) {
            throw new SnsError(400, "InvalidParameter", "Invalid token");
        }
        Subscription subscription = confirmations
                .subscriptionOf(token)
                .flatMap(this::present)
                .orElseThrow(() -> SnsError.invalidParameter("Token"));
        if (!arn.region().equals(subscription.topic().region())) {
            throw SnsError.invalidParameter("Topic");
        }
        boolean authenticates =
                "true".equals(parameters.text("AuthenticateOnUnsubscribe").orElse(""));
        if (authenticates && !caller.isSigned()) {
            throw SnsError.unauthorized(caller, "ConfirmSubscription", subscription.topic(), "");
        }
        if (subscription.isPending()) {
            subscription.confirm(caller.isSigned(), authenticates);
            confirmations.keep(subscription.arn());
        }
        return result -> result.text("SubscriptionArn", subscription.arn());
    }

    /** The subscription, also where it was unsubscribed since: then it is as it was before. */
    private Optional<Subscription> present(Subscription known) {
        if (topics.findSubscription(known.arn()).isPresent()) {
            return Optional.of(known);
        }
        if (known.isPending()) {
            return Optional.empty();
        }
        return topics.find(known.topic()).map(topic -> topic.subscription(known.protocol(), known.endpoint())
                .orElseGet(() -> {
                    topics.add(topic, known);
                    return known;
                }));
    }

    /** Succeeds also where there is no such subscription. */
    Consumer<Xml> unsubscribe(AwsRequest request) {
        topics.findSubscription(SnsArn.subscription(request.parameters())).ifPresent(subscription -> {
            if (subscription.isPending()) {
                throw SnsError.invalidParameter(
                        "SubscriptionArn Reason: a subscription that is pending confirmation can not be unsubscribed");
            }
            requirePermission(subscription, request.caller());
            Optional<Topic> topic = topics.find(subscription.topic());
            topics.remove(subscription);
            topic.ifPresent(from -> confirmations.tellOfUnsubscribing(from, subscription));
        });
        return Sns.NO_RESULT;
    }

    private static void requirePermission(Subscription subscription, Caller caller) {
        boolean isAllowed = caller.isSigned()
                ? subscription.belongsTo(caller.account())
                : !subscription.authenticatesUnsubscribing();
        if (!isAllowed) {
            throw SnsError.unauthorized(caller, "Unsubscribe", subscription.topic(), "");
        }
    }
}
