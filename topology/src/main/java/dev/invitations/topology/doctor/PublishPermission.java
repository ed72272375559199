package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Whether a topic's policy leaves its account to IAM, lets the declared others publish, and nobody else.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">SNS: access control</a>
 */
record PublishPermission(Place place, Remedies remedies) {
    private static final String CHECK = "policy";
    private static final String PUBLISH = "sns:Publish";

    /** What nobody but the topic's own account has to do there. */
    private static final List<String> CALLS = List.of(
            "sns:Subscribe", "sns:SetTopicAttributes", "sns:AddPermission", "sns:RemovePermission", "sns:DeleteTopic");

    Finding of(Examined<Resource.Topic> topic, DeclaredTopic declared) {
        Subject subject = topic.subject();
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parse(topic.found("Policy").orElse("{\"Statement\": []}"));
        } catch (IllegalArgumentException e) {
            return subject.unknown(CHECK, "its policy can't be read: " + e.getMessage());
        }
        String arn = topic.wanted().arn();
        Optional<String> strangers = strangers(new Strangers(policy, arn), declared);
        if (strangers.isPresent()) {
            return subject.problem(CHECK, "its policy is too broad: " + strangers.get(), remedies.apply());
        }
        AccessRequest own = publishing(place.rootArn(), arn);
        if (policy.evaluate(own) == Decision.DENIED) {
            String statement = policy.decidedBy(own).orElseThrow();
            return subject.problem(
                    CHECK, "its policy denies the account itself to publish (" + statement + ")", remedies.apply());
        }
        for (String other : declared.otherAccounts()) {
            if (policy.evaluate(publishing(place.principalArn(other), arn)) != Decision.ALLOWED) {
                return subject.problem(
                        CHECK, "its policy does not let " + other + " publish, as it is declared", remedies.apply());
            }
        }
        if (isOpenToAccount(policy, arn)) {
            return subject.warning(
                    CHECK,
                    "everybody in the account may publish, whatever IAM allows them: it is SNS's default policy",
                    remedies.apply());
        }
        return new Rest(remedies).policy(topic, "who of the account may publish is left to IAM");
    }

    /** Whoever may subscribe gets every event. */
    private Optional<String> strangers(Strangers strangers, DeclaredTopic declared) {
        Predicate<Principal> own = Strangers.ofAccount(place.account());
        Predicate<Principal> publishers = declared.otherAccounts().stream()
                .map(PublishPermission::isOrIsOf)
                .reduce(own, Predicate::or);
        return strangers
                .who(PUBLISH, publishers)
                .map(who -> who + " may publish")
                .or(() -> strangers.call(CALLS, own));
    }

    /** @param other an account, or the ARN of a role or user */
    private static Predicate<Principal> isOrIsOf(String other) {
        return isAccount(other)
                ? Strangers.ofAccount(other)
                : principal -> principal.name().equals(other);
    }

    private static boolean isAccount(String other) {
        return other.matches("\\d{12}");
    }

    /** SNS's own default asks only for the owner of what asks. */
    private boolean isOpenToAccount(PolicyDocument policy, String arn) {
        Map<String, String> context = Map.of("aws:SourceOwner", place.account());
        return policy.evaluate(new AccessRequest(new Principal.Anonymous(), PUBLISH, arn, context)) == Decision.ALLOWED;
    }

    private static AccessRequest publishing(String principal, String arn) {
        return new AccessRequest(new Principal.Aws(principal), PUBLISH, arn, Map.of());
    }
}
