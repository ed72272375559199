package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.IamAction;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.Principal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who may do what with a topic. Its own account may do everything that the topic's policy does not deny, as if its users
 * were administrators; another account only what the policy allows.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">Policies of topics</a>
 */
final class TopicAccess {
    private static final Set<String> ACTIONS_ON_TOPICS = Set.of(
            "AddPermission",
            "DeleteTopic",
            "GetTopicAttributes",
            "ListSubscriptionsByTopic",
            "ListTagsForResource",
            "Publish",
            "PublishBatch",
            "RemovePermission",
            "SetTopicAttributes",
            "Subscribe",
            "TagResource",
            "UntagResource");

    private final Topics topics;

    TopicAccess(Topics topics) {
        this.topics = topics;
    }

    /** @throws SnsError where the caller may not do that; also where there is no such topic in another account */
    void require(String action, AwsRequest request) {
        if (ACTIONS_ON_TOPICS.contains(action)) {
            // What is no ARN of the region is for the action to complain of.
            topicArn(request.parameters())
                    .filter(arn -> arn.isOf("sns")
                            && arn.region().equals(request.caller().region()))
                    .ifPresent(arn -> require(IamAction.of(action), arn, request));
        }
    }

    private void require(String action, Arn arn, AwsRequest request) {
        Caller caller = request.caller();
        Optional<Topic> topic = topics.find(arn);
        boolean isOwn = caller.account().equals(arn.account());
        Decision decision = topic.filter(found -> !isOwn || found.hasPolicyOfItsOwn())
                .map(found -> found.policy().evaluate(accessRequest(action, arn, request)))
                .orElse(Decision.NOT_ALLOWED);
        if (decision == Decision.DENIED) {
            throw SnsError.unauthorized(caller, action, arn, " with an explicit deny in a resource-based policy");
        }
        if (!isOwn && decision != Decision.ALLOWED) {
            throw SnsError.unauthorized(
                    caller, action, arn, " because no resource-based policy allows the SNS:" + action + " action");
        }
    }

    private static AccessRequest accessRequest(String action, Arn arn, AwsRequest request) {
        Map<String, String> context = new HashMap<>();
        // What the policy asks for that every topic begins with.
        context.put("aws:SourceOwner", request.caller().account());
        request.parameters().text("Protocol").ifPresent(protocol -> context.put("sns:Protocol", protocol));
        request.parameters().text("Endpoint").ifPresent(endpoint -> context.put("sns:Endpoint", endpoint));
        return new AccessRequest(
                new Principal.Aws(request.caller().principal()), "SNS:" + action, arn.toString(), context);
    }

    private static Optional<Arn> topicArn(QueryParameters parameters) {
        return Stream.of("TopicArn", "TargetArn", "ResourceArn")
                .flatMap(name -> parameters.text(name).stream())
                .findFirst()
                .flatMap(Arn::parse);
    }
}
