package dev.invitations.contract.topology;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A topic, who may publish to it, and who listens.
 *
 * @param prefix what is put in front of its name; see {@link Topology#prefix()}
 * @param name the name by which it is declared
 * @param fifo whether the order of messages is kept
 * @param encryptionKey the KMS key, by alias, id or ARN, that encrypts the topic and its queues; empty for none of the
 *     account's own, then queues are encrypted with keys of SQS
 * @param tags of the topic and of its queues
 * @param publishers the services that may publish to it, by name
 * @param otherAccounts whoever else may publish to it: accounts of twelve digits and ARNs of IAM roles or users
 * @param subscriptions who listens, in the order of the file
 */
public record DeclaredTopic(
        String prefix,
        String name,
        boolean fifo,
        Optional<String> encryptionKey,
        Map<String, String> tags,
        List<String> publishers,
        List<String> otherAccounts,
        List<DeclaredSubscription> subscriptions) {

    /** Its name on AWS. */
    public String topic() {
        return prefix + name + (fifo ? ".fifo" : "");
    }
}
