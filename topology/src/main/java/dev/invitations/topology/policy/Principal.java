package dev.invitations.topology.policy;

import java.util.Map;

/**
 * Who asks.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html">Principals</a>
 */
public sealed interface Principal {

    /** For people. */
    String name();

    /** The condition keys that AWS fills in for it. */
    Map<String, String> conditionKeys();

    /** A service of AWS that acts by itself, such as {@code sns.amazonaws.com}. */
    record Service(String name) implements Principal {
        @Override
        public Map<String, String> conditionKeys() {
            return Map.of("aws:PrincipalIsAWSService", "true", "aws:PrincipalServiceName", name);
        }
    }

    /** A user, a role, a session of a role, or the account itself, by ARN. */
    record Aws(String arn) implements Principal {

        /** @throws IllegalArgumentException where it is no ARN with an account */
        public Aws {
            if (!isOne(arn)) {
                throw new IllegalArgumentException(
                        "\"" + arn + "\" is no principal: expected one such as arn:aws:iam::123456789012:role/worker");
            }
        }

        static boolean isOne(String arn) {
            return arn.matches("arn:[^:]+:(iam|sts)::\\d{12}:.+");
        }

        @Override
        public String name() {
            return arn;
        }

        /** The account's twelve digits. */
        public String account() {
            return arn.split(":")[4];
        }

        @Override
        public Map<String, String> conditionKeys() {
            return Map.of(
                    "aws:PrincipalArn", arn, "aws:PrincipalAccount", account(), "aws:PrincipalIsAWSService", "false");
        }
    }

    /** Somebody without credentials. */
    record Anonymous() implements Principal {
        @Override
        public String name() {
            return "anyone";
        }

        @Override
        public Map<String, String> conditionKeys() {
            return Map.of("aws:PrincipalIsAWSService", "false");
        }
    }
}
