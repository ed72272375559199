package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a topic's policy leaves its account to IAM, lets the declared others publish, and nobody else.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-access-policy-use-cases.html">SNS: access control</a>
 */
record PublishPermission(Place place, Remedies remedies) {
    private static final String CHECK = "policy";
    private static final String PUBLISH = "sns:Publish";

    Finding of(Examined<Resource.Topic> topic, DeclaredTopic declared) {
        Subject subject = topic.subject();
        PolicyDocument policy;
        try {
            policy = PolicyDocument.parse(topic.found("Policy").orElse("{\"Statement\": []}"));
        } catch (IllegalArgumentException e) {
            return subject.unknown(CHECK, "its policy can't be read: " + e.getMessage());
        }
        String arn = topic.wanted().arn();
        Optional<String> everybody = new Strangers(policy, PUBLISH, arn).everybody();
        if (everybody.isPresent()) {
            return subject.problem(
                    CHECK, "its policy is too broad: " + everybody.get() + " may publish", remedies.apply());
        }
        AccessRequest own = publishing(place.rootArn(), arn);
        if (policy.evaluate(own) == Decision.DENIED) {
            String statement = policy.decidedBy(own).orElseThrow();
            return subject.problem(
                    CHECK, "its policy denies the account itself to publish (" + statement + ")", remedies.apply());
        }
        for (String other : declared.otherAccounts()) {
            String principal =
                    other.matches("\\d{12}") ? "arn:" + place.partition() + ":iam::" + other + ":root" : other;
            if (policy.evaluate(publishing(principal, arn)) != Decision.ALLOWED) {
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
        return subject.ok(CHECK, "who of the account may publish is left to IAM");
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
