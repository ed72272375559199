package dev.invitations.topology.doctor;

import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Who may do something to a resource, by its policy, without having been named: made up requests are judged by it. */
record Strangers(PolicyDocument policy, String resource) {
    // Nobody has mentioned these: whatever lets them in lets everybody in.
    private static final String SOME_ACCOUNT = "999999999999";
    private static final String SOME_TOPIC = "any-other-topic";
    private static final String SEND = "sqs:SendMessage";

    /** The widest circle in which there is somebody else than those who may, be it all of the world or all of AWS. */
    Optional<String> who(String action, Predicate<Principal> may) {
        Map<String, AccessRequest> circles = new LinkedHashMap<>();
        putEverybody(circles, action);
        putNamed(circles, action, may);
        return widest(circles);
    }

    /** The first of them who may do any of that, and all that they may, such as {@code anyone may call sqs:PurgeQueue}. */
    Optional<String> call(List<String> actions, Predicate<Principal> may) {
        Map<String, List<String>> byStranger = new LinkedHashMap<>();
        actions.forEach(action -> who(action, may)
                .ifPresent(who ->
                        byStranger.computeIfAbsent(who, _ -> new ArrayList<>()).add(action)));
        return byStranger.entrySet().stream()
                .findFirst()
                .map(calls -> calls.getKey() + " may call " + String.join(", ", calls.getValue()));
    }

    /** The widest circle that may send to a queue and in which there is more than SNS on behalf of that topic. */
    Optional<String> send(String topicArn, Predicate<Principal> may) {
        String account = topicArn.split(":")[4];
        Map<String, AccessRequest> circles = new LinkedHashMap<>();
        putEverybody(circles, SEND);
        circles.put("SNS, for the topics of every account,", delivery(topic(topicArn, SOME_ACCOUNT)));
        circles.put("SNS, for every topic of the account,", delivery(topic(topicArn, account)));
        circles.put("SNS, for every topic with such a name,", delivery(topicArn + "-" + SOME_TOPIC));
        policy.valuesOf("aws:SourceArn").stream()
                .filter(source -> DeliveryPermission.isTopic(source) && !source.equals(topicArn))
                .forEach(source -> circles.put("SNS, for " + source + " too,", delivery(source)));
        putNamed(circles, SEND, may);
        return widest(circles);
    }

    private void putEverybody(Map<String, AccessRequest> circles, String action) {
        circles.put("anyone in the world", request(new Principal.Anonymous(), action));
        circles.put(
                "every AWS account",
                request(new Principal.Aws("arn:aws:iam::" + SOME_ACCOUNT + ":role/stranger"), action));
    }

    private void putNamed(Map<String, AccessRequest> circles, String action, Predicate<Principal> may) {
        policy.principals().stream()
                .filter(may.negate())
                .sorted(Comparator.comparing(Principal::name))
                .forEach(principal -> circles.put(principal.name(), request(principal, action)));
    }

    private AccessRequest delivery(String topicArn) {
        return AccessRequest.delivery(topicArn, resource);
    }

    private AccessRequest request(Principal principal, String action) {
        return new AccessRequest(principal, action, resource, Map.of());
    }

    private Optional<String> widest(Map<String, AccessRequest> circles) {
        return circles.entrySet().stream()
                .filter(circle -> policy.evaluate(circle.getValue()) == Decision.ALLOWED)
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /** Whatever an account's own policies of IAM decide. */
    static Predicate<Principal> ofAccount(String account) {
        return principal ->
                principal instanceof Principal.Aws aws && aws.account().equals(account);
    }

    private static String topic(String like, String account) {
        String[] parts = like.split(":", 6);
        return String.join(":", parts[0], parts[1], parts[2], parts[3], account, SOME_TOPIC);
    }
}
