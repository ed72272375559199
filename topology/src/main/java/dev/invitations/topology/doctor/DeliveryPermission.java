package dev.invitations.topology.doctor;

import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Whether a queue's policy lets SNS deliver for exactly the declared topic. It is evaluated, not compared: however it is
 * written, what counts is what it allows.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/subscribe-sqs-queue-to-sns-topic.html">Subscribing an SQS
 *     queue to an SNS topic</a>
 */
record DeliveryPermission(Remedies remedies) {
    static final String CHECK = "policy";

    /** What nobody but the queue's own account has to do there. */
    private static final List<String> CALLS = List.of(
            "sqs:ReceiveMessage",
            "sqs:DeleteMessage",
            "sqs:ChangeMessageVisibility",
            "sqs:PurgeQueue",
            "sqs:SetQueueAttributes",
            "sqs:AddPermission",
            "sqs:RemovePermission",
            "sqs:DeleteQueue");

    Finding of(Examined<Resource.Queue> queue, String topicArn) {
        Subject subject = queue.subject();
        Optional<String> json = queue.found("Policy");
        if (json.isEmpty()) {
            return problem(queue, "SNS may not send to it, since it has no policy");
        }
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parse(json.get());
        } catch (IllegalArgumentException e) {
            return subject.unknown(CHECK, "its policy can't be read: " + e.getMessage());
        }
        AccessRequest delivery = AccessRequest.delivery(topicArn, queue.wanted().arn());
        Decision decision = policy.evaluate(delivery);
        List<String> untold = untold(policy);
        if (decision != Decision.DENIED && !untold.isEmpty()) {
            return subject.unknown(
                    CHECK,
                    "whether SNS may send can't be told, since its policy asks for " + String.join(", ", untold));
        }
        return switch (decision) {
            case DENIED ->
                problem(
                        queue,
                        "its policy denies SNS to send ("
                                + policy.decidedBy(delivery).orElseThrow() + ")");
            case NOT_ALLOWED -> notAllowed(queue, topicArn, policy);
            case ALLOWED ->
                strangers(queue, topicArn, policy)
                        .map(may -> subject.problem(CHECK, "its policy is too broad: " + may, remedies.apply()))
                        .orElseGet(() -> new Rest(remedies).policy(queue, "SNS may send, for this topic only"));
        };
    }

    private static Optional<String> strangers(Examined<Resource.Queue> queue, String topicArn, PolicyDocument policy) {
        String arn = queue.wanted().arn();
        Strangers strangers = new Strangers(policy, arn);
        Predicate<Principal> own = Strangers.ofAccount(Place.of(arn).account());
        return strangers.send(topicArn, own).map(who -> who + " may send to it").or(() -> strangers.call(CALLS, own));
    }

    /** What SNS may bring along, and only AWS knows. */
    private static List<String> untold(PolicyDocument policy) {
        return Stream.concat(
                        policy.notUnderstood().stream(),
                        Stream.of("aws:SourceOrgID", "aws:SourceOrgPaths")
                                .filter(key -> !policy.valuesOf(key).isEmpty()))
                .toList();
    }

    /** Or a pattern of topics, as a condition may have it. */
    static boolean isTopic(String arn) {
        return arn.matches("arn:[^:]*:sns:[^:]*:[^:]*:.+");
    }

    private Finding notAllowed(Examined<Resource.Queue> queue, String topicArn, PolicyDocument policy) {
        List<String> others = policy.valuesOf("aws:SourceArn").stream()
                .filter(DeliveryPermission::isTopic)
                .filter(other -> policy.evaluate(
                                AccessRequest.delivery(other, queue.wanted().arn()))
                        == Decision.ALLOWED)
                .sorted()
                .toList();
        return problem(
                queue,
                others.isEmpty()
                        ? "SNS may not send to it, since nothing in its policy allows that for " + topicArn
                        : "its policy lets SNS deliver for another topic only, " + String.join(" and ", others)
                                + ", and not for " + topicArn);
    }

    private Finding problem(Examined<Resource.Queue> queue, String what) {
        String consequence = queue.wanted().kind().equals(Resource.DEAD_LETTER_QUEUE)
                ? "what SNS can't deliver is lost without a word"
                : "publishing succeeds, and what is meant for it goes to the dead-letter queue";
        return queue.subject().problem(CHECK, what + ": " + consequence, remedies.apply());
    }
}
