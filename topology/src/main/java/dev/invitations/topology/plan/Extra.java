package dev.invitations.topology.plan;

import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.QueueDepth;
import java.util.Comparator;
import java.util.Optional;

/**
 * Something on AWS that is not declared, though it belongs here: a subscription of a declared topic, or a queue or topic
 * with this topology's tag.
 *
 * @param kind as in {@link Resource#kind()}
 * @param name its name; of a subscription protocol and endpoint
 * @param arn its ARN; {@code PendingConfirmation} where SNS doesn't tell it
 * @param id the URL or ARN by which it is deleted
 * @param depth how many messages a queue holds; empty for other kinds
 */
public record Extra(String kind, String name, String arn, String id, Optional<QueueDepth> depth) {
    /** What points at another one goes first, so that nothing is ever delivered to what is gone. */
    static final Comparator<Extra> DELETION_ORDER = Comparator.comparingInt((Extra extra) -> switch (extra.kind()) {
                case Resource.SUBSCRIPTION -> 0;
                case Resource.TOPIC -> 1;
                case Resource.QUEUE -> 2;
                default -> 3;
            })
            .thenComparing(Extra::name);

    /** Whether SNS lets nobody delete it: a subscription that is never confirmed disappears by itself after three days. */
    public boolean isPending() {
        return kind.equals(Resource.SUBSCRIPTION) && !arn.startsWith("arn:");
    }

    /** What would be lost with it, for people, such as {@code 3 messages}; empty where nothing would be. */
    public Optional<String> content() {
        return depth.filter(messages -> messages.total() > 0).map(QueueDepth::toString);
    }
}
