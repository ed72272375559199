package dev.invitations.topology.doctor;

import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Who may do something to a resource, by its policy, without having been named: made up requests are judged by it. */
record Strangers(PolicyDocument policy, String action, String resource) {
    // Nobody has mentioned these: whatever lets them in lets everybody in.
    private static final String SOME_ACCOUNT = "999999999999";
    private static final String SOME_TOPIC = "any-other-topic";

    /** All of the world, or all of AWS. */
    Optional<String> everybody() {
        Map<String, AccessRequest> circles = new LinkedHashMap<>();
        putEverybody(circles);
        return widest(circles);
    }

    /** The widest circle in which there is more than SNS on behalf of that topic, and the topic's account. */
    Optional<String> besides(String topicArn) {
        String account = topicArn.split(":")[4];
        Map<String, AccessRequest> circles = new LinkedHashMap<>();
        putEverybody(circles);
        circles.put("SNS, for the topics of every account,", delivery(topic(topicArn, SOME_ACCOUNT)));
        circles.put("SNS, for every topic of the account,", delivery(topic(topicArn, account)));
        circles.put("SNS, for every topic with such a name,", delivery(topicArn + "-" + SOME_TOPIC));
        policy.valuesOf("aws:SourceArn").stream()
                .filter(source -> DeliveryPermission.isTopic(source) && !source.equals(topicArn))
                .forEach(source -> circles.put("SNS, for " + source + " too,", delivery(source)));
        policy.principals().stream()
                .filter(principal -> !(principal instanceof Principal.Aws aws
                        && aws.account().equals(account)))
                .forEach(principal -> circles.put(principal.name(), request(principal)));
        return widest(circles);
    }

    private void putEverybody(Map<String, AccessRequest> circles) {
        circles.put("anyone in the world", request(new Principal.Anonymous()));
        circles.put("every AWS account", request(new Principal.Aws("arn:aws:iam::" + SOME_ACCOUNT + ":role/stranger")));
    }

    private AccessRequest delivery(String topicArn) {
        return AccessRequest.delivery(topicArn, resource);
    }

    private AccessRequest request(Principal principal) {
        return new AccessRequest(principal, action, resource, Map.of());
    }

    private Optional<String> widest(Map<String, AccessRequest> circles) {
        return circles.entrySet().stream()
                .filter(circle -> policy.evaluate(circle.getValue()) == Decision.ALLOWED)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static String topic(String like, String account) {
        String[] parts = like.split(":", 6);
        return String.join(":", parts[0], parts[1], parts[2], parts[3], account, SOME_TOPIC);
    }
}
