package dev.invitations.topology.doctor;

import java.util.Optional;

/**
 * The commands that mend, as they have to be typed.
 *
 * @param file where the topology is declared
 * @param stationOptions the options of {@code ./station} for the same file and AWS; begins with a space where there are any
 * @param awsCli the AWS CLI with its options for the same AWS, such as {@code aws --region eu-central-1}
 */
public record Remedies(String file, String stationOptions, String awsCli) {

    String apply() {
        return "./station apply" + stationOptions;
    }

    /** Shows the dead letters of a subscription. */
    String deadLetters(String subscription) {
        return "./station dlq " + subscription + stationOptions;
    }

    /** Whether the workers run; only locally is there one place where that can be seen. */
    Optional<String> workers() {
        return stationOptions.contains(" --local") ? Optional.of("./station status") : Optional.empty();
    }

    /** For what is declared wrongly: no command can know what was meant. */
    String declareOtherwise(String what) {
        return "change " + what + " in " + file + ", then " + apply();
    }

    /** Asks for the queue's URL on the way, since the name is what people know. */
    String setQueue(String queue, String attribute, long value) {
        return awsCli + " sqs set-queue-attributes --attributes " + attribute + "=" + value + " --queue-url \"$("
                + awsCli + " sqs get-queue-url --queue-name " + queue + " --output text)\"";
    }

    /** Deletes what is not declared; it asks before. */
    String prune() {
        return "./station apply --prune" + stationOptions;
    }

    String unsubscribe(String subscriptionArn) {
        return awsCli + " sns unsubscribe --subscription-arn " + subscriptionArn;
    }

    String getKeyPolicy(String keyArn) {
        return awsCli + " kms get-key-policy --key-id " + keyArn + " --policy-name default --output text";
    }

    String putKeyPolicy(String keyArn, String policy) {
        return awsCli + " kms put-key-policy --key-id " + keyArn + " --policy-name default --policy '"
                + policy.replace("'", "'\\''") + "'";
    }

    String enableKey(String keyArn) {
        return awsCli + " kms enable-key --key-id " + keyArn;
    }

    /** Saved from deletion, a key is still disabled. */
    String keepKey(String keyArn) {
        return awsCli + " kms cancel-key-deletion --key-id " + keyArn + " && " + enableKey(keyArn);
    }
}
