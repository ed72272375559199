package dev.invitations.station.aws.sqs.engine;

import java.util.PriorityQueue;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.MessageQueue;

/** When the messages of a queue were sent, so that the oldest is found without looking at all. */
final class Ages {
    private static final int FEW = 1_024;

    /** @param sent milliseconds since 1970 */
    private record Age(long sent, String messageId) implements Comparable<Age> {
        static Age of(InternalMessage message) {
            return new Age(message.created().toInstant().toEpochMilli(), message.id());
        }

        @Override
        public int compareTo(Age other) {
            return Long.compare(sent, other.sent);
        }
    }

    private final PriorityQueue<Age> oldestFirst = new PriorityQueue<>();
    private int many = FEW;

    void add(InternalMessage message, MessageQueue queue) {
        oldestFirst.add(Age.of(message));
        if (oldestFirst.size() > many) {
            forgetDeleted(queue);
        }
    }

    /** Deletes what was sent at that time or earlier. */
    void expire(long sent, MessageQueue queue) {
        while (!oldestFirst.isEmpty() && oldestFirst.peek().sent() <= sent) {
            Age oldest = oldestFirst.remove();
            // The same message may have come back younger.
            queue.getById(oldest.messageId()).foreach(message -> {
                if (Age.of(message).sent() <= sent) {
                    queue.remove(oldest.messageId());
                }
                return null;
            });
        }
    }

    /** As seldom as it takes to cost nothing beside the sending. */
    private void forgetDeleted(MessageQueue queue) {
        oldestFirst.clear();
        queue.all().foreach(message -> oldestFirst.add(Age.of(message)));
        many = Math.max(FEW, 2 * oldestFirst.size());
    }
}
