package dev.invitations.station.aws.sqs.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.pekko.actor.ActorRef;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.MessageQueue;
import scala.Option;

/**
 * Finds the way back of what lies in a dead-letter queue.
 *
 * <p>What was sent there directly has none, nor has what came from a queue that is gone: it stays. On AWS such a task
 * ends as FAILED, with CouldNotDetermineMessageSource or AWS.SimpleQueueService.NonExistentQueue as its reason; whether
 * it moves the others first isn't documented. Here it does, and ends as COMPLETED, as ElasticMQ knows no failed tasks.
 *
 * @param queues the queues there are by name; read by the actors of all of them
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/troubleshooting-dlq-redrive.html">Troubleshooting
 *     of a redrive</a>
 */
record HomeBound(Map<String, ActorRef> queues) {

    /**
     * Lets the first message be moved that has a home. It is the first of the queue meanwhile.
     *
     * @param move takes where that message came from; empty where there is no such message, and the queue is empty
     */
    <T> T first(MessageQueue messages, Function<Optional<ActorRef>, T> move) {
        List<InternalMessage> homeless = new ArrayList<>();
        Optional<ActorRef> home = Optional.empty();
        while (home.isEmpty() && messages.size() > 0) {
            InternalMessage message = messages.pop().get();
            home = home(message);
            if (home.isPresent()) {
                messages.$plus$eq(message);
            } else {
                homeless.add(message);
            }
        }
        T moved = move.apply(home);
        homeless.forEach(messages::$plus$eq);
        return moved;
    }

    private Optional<ActorRef> home(InternalMessage message) {
        Option<String> source = message.deadLetterSourceQueueName();
        return source.isDefined() ? Optional.ofNullable(queues.get(source.get())) : Optional.empty();
    }
}
