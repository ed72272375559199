package dev.invitations.topology;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * The policy of a topic: who may publish to it. SNS's own default lets everybody in the account do so, whatever their IAM
 * policies say; this one leaves it to those.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">SNS: access control</a>
 */
final class TopicPolicy {
    private static final List<String> ACTIONS = List.of(
            "SNS:GetTopicAttributes",
            "SNS:SetTopicAttributes",
            "SNS:AddPermission",
            "SNS:RemovePermission",
            "SNS:DeleteTopic",
            "SNS:Subscribe",
            "SNS:ListSubscriptionsByTopic",
            "SNS:Publish");

    private TopicPolicy() {}

    /**
     * Leaves the topic to the IAM policies of its account, and lets others publish.
     *
     * @param others accounts, and ARNs of roles or users
     */
    static String of(String topicArn, Place place, List<String> others) {
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        ArrayNode statements = policy.putArray("Statement");
        ObjectNode owner = statements.addObject().put("Sid", "WhoeverIamAllows").put("Effect", "Allow");
        owner.putObject("Principal").put("AWS", place.rootArn());
        ACTIONS.forEach(owner.putArray("Action")::add);
        owner.put("Resource", topicArn);
        if (!others.isEmpty()) {
            ObjectNode publishers =
                    statements.addObject().put("Sid", "OtherPublishers").put("Effect", "Allow");
            ArrayNode principals = publishers.putObject("Principal").putArray("AWS");
            others.forEach(other -> principals.add(place.principalArn(other)));
            publishers.put("Action", "SNS:Publish").put("Resource", topicArn);
        }
        return policy.toString();
    }
}
