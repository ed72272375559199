package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.topology.Resource;
import dev.invitations.topology.doctor.Keys.Key;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * By what messages are encrypted where they lie.
 *
 * @param keys those that were found on the topic and its queues, by the ids that stand there
 */
record Encryption(Map<String, Key> keys, Remedies remedies) {
    static final String KEY = "KmsMasterKeyId";
    private static final String CHECK = "encryption";
    private static final String BY_SQS = "SqsManagedSseEnabled";
    private static final String A_KEY_OF_SQS = "a key of SQS";
    private static final String NO_KEY = "no key";

    Finding of(Examined<Resource.Queue> queue) {
        String ofSqs = queue.found(BY_SQS).equals(Optional.of("true")) ? A_KEY_OF_SQS : NO_KEY;
        String found = queue.found(KEY).orElse(ofSqs);
        if (keys.get(found) instanceof Key.OfAws) {
            return problem(
                    queue,
                    found + ", AWS's own key, which SNS may not use and whose policy nobody can change:"
                            + " publishing succeeds, and nothing is delivered here");
        }
        return declared(queue, found, A_KEY_OF_SQS);
    }

    Finding of(Examined<Resource.Topic> topic, DeclaredTopic declared) {
        String found = topic.found(KEY).orElse(NO_KEY);
        if (keys.get(found) instanceof Key.OfAws && !declared.otherAccounts().isEmpty()) {
            return problem(topic, found + ", AWS's own key, which other accounts may not use: they can't publish");
        }
        return declared(topic, found, NO_KEY);
    }

    private Finding problem(Examined<?> examined, String by) {
        boolean isAsDeclared = examined.differences(KEY::equals).isEmpty();
        return examined.subject()
                .problem(
                        CHECK,
                        "it is encrypted by " + by,
                        isAsDeclared ? remedies.declareOtherwise("its encryptionKey") : remedies.apply());
    }

    private Finding declared(Examined<?> examined, String found, String unlessDeclared) {
        return examined.differences(List.of(KEY, BY_SQS)::contains).isEmpty()
                ? examined.subject().ok(CHECK, "by " + found)
                : examined.subject()
                        .warning(
                                CHECK,
                                "it is encrypted by " + found + " and not by "
                                        + examined.wanted(KEY).orElse(unlessDeclared),
                                remedies.apply());
    }
}
