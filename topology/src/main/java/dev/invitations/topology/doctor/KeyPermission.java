package dev.invitations.topology.doctor;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.topology.JsonText;
import dev.invitations.topology.doctor.Keys.Key;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Whether a key by which queues are encrypted lets SNS use it. Where it doesn't, SNS delivers nothing to those queues, and
 * nothing of it to their dead-letter queues either.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-enable-encryption-for-topic-sqs-queue-subscriptions.html">
 *     SNS and encrypted queues</a>
 */
record KeyPermission(Remedies remedies) {
    private static final String STATE = "state";
    private static final String POLICY = "policy";
    private static final List<String> ACTIONS = List.of("kms:GenerateDataKey", "kms:Decrypt");

    /** A key of a queue. */
    Finding ofQueue(String id, Key key, String topicArn) {
        return of(id, key, account -> permission(new Subject("key", id), account, topicArn));
    }

    /** A key of a topic only: it is publishers who need it, and SNS doesn't ask for itself. */
    Finding ofTopic(String id, Key key) {
        return of(id, key, _ -> new Subject("key", id).ok(STATE, "enabled"));
    }

    private Finding of(String id, Key key, Function<Key.OfAccount, Finding> whereEnabled) {
        Subject subject = new Subject("key", id);
        return switch (key) {
            case Key.OfAws _ -> subject.ok(STATE, "AWS's own");
            case Key.Unreadable(String why) -> subject.unknown(POLICY, "whether SNS may use it can't be told: " + why);
            case Key.Missing _ ->
                subject.problem(
                        STATE,
                        "it doesn't exist: what is encrypted by it takes no messages",
                        remedies.declareOtherwise("its encryptionKey"));
            case Key.OfAccount account when account.state().equals("Enabled") -> whereEnabled.apply(account);
            case Key.OfAccount account ->
                subject.problem(
                        STATE,
                        "it is not Enabled but " + account.state() + ": what is encrypted by it takes no messages",
                        account.state().equals("PendingDeletion")
                                ? remedies.keepKey(account.arn())
                                : remedies.enableKey(account.arn()));
        };
    }

    private Finding permission(Subject subject, Key.OfAccount key, String topicArn) {
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parse(key.policy());
        } catch (IllegalArgumentException e) {
            return subject.unknown(POLICY, "its policy can't be read: " + e.getMessage());
        }
        List<AccessRequest> refused = ACTIONS.stream()
                .map(action -> AccessRequest.encryption(topicArn, action, key.arn()))
                .filter(request -> policy.evaluate(request) != Decision.ALLOWED)
                .toList();
        if (refused.isEmpty()) {
            return subject.ok(POLICY, "SNS may use it");
        }
        String actions = refused.stream().map(AccessRequest::action).collect(Collectors.joining(" and "));
        String consequence = ": publishing succeeds, and nothing is delivered to the queues that it encrypts";
        return refused.stream()
                .flatMap(request -> policy.decidedBy(request).stream())
                .findFirst()
                .map(statement -> subject.problem(
                        POLICY,
                        "its policy denies SNS " + actions + " (" + statement + ")" + consequence,
                        remedies.getKeyPolicy(key.arn())))
                .orElseGet(() -> subject.problem(
                        POLICY,
                        "its policy does not allow SNS " + actions + consequence,
                        remedies.putKeyPolicy(key.arn(), withPermission(key.policy(), topicArn))));
    }

    private static String withPermission(String policy, String topicArn) {
        ObjectNode mended = JsonText.read(policy).deepCopy();
        JsonNode found = mended.path("Statement");
        List<JsonNode> statements = found.isArray() ? found.valueStream().toList() : List.of(found);
        ArrayNode all = mended.putArray("Statement").addAll(statements);
        ObjectNode permission = all.addObject().put("Effect", "Allow");
        permission.putObject("Principal").put("Service", "sns.amazonaws.com");
        permission.putArray("Action").add("kms:GenerateDataKey*").add("kms:Decrypt");
        permission.put("Resource", "*");
        permission.putObject("Condition").putObject("ArnEquals").put("aws:SourceArn", topicArn);
        return mended.toString();
    }
}
