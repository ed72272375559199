package dev.invitations.station.aws.sqs.engine;

import dev.invitations.station.aws.sqs.engine.QueueOrder.DeadLetters;
import dev.invitations.station.aws.time.StationClock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Props;
import org.apache.pekko.actor.Status;
import org.elasticmq.DeadLettersQueueData;
import org.elasticmq.QueueData;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.msg.CreateQueue;
import org.elasticmq.msg.DeleteQueue;
import org.elasticmq.msg.UpdateQueueDeadLettersQueue;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.PartialFunction;
import scala.jdk.javaapi.CollectionConverters;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;

/** The queues of one account in one region. */
// Of ev() Scala tells Java two types that don't agree.
@SuppressWarnings("unchecked")
final class StationQueues extends QueueManagerActor {
    private final StationClock clock;
    private final Map<String, ActorRef> actors = new ConcurrentHashMap<>();

    StationQueues(StationClock clock, NowProvider time) {
        super(time, AwsLimits.LIMITS, Option.empty());
        this.clock = clock;
    }

    @Override
    public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
        switch (message) {
            case QueueOrder order ->
                find(order.queue()).ifPresentOrElse(queue -> obey(order, queue), () -> sender().tell(
                                new Status.Failure(new IllegalStateException("no queue")), self()));
            case CreateQueue creation -> {
                super.aroundReceive(receive, message);
                deadLetterQueueChanged(creation.request().name());
            }
            case DeleteQueue deletion -> {
                super.aroundReceive(receive, message);
                actors.remove(deletion.queueName());
                deadLetterQueueChanged(deletion.queueName());
            }
            default -> super.aroundReceive(receive, message);
        }
    }

    private void obey(QueueOrder order, ActorWithQueueData queue) {
        switch (order) {
            case QueueOrder.Keep keep -> queue.actorRef().forward(keep, context());
            case QueueOrder.Redrive redrive -> {
                Option<DeadLettersQueueData> deadLetters = data(redrive.to());
                // ElasticMQ looks there for the sources of a dead-letter queue, and forgets to note changes.
                queues().put(
                                redrive.queue(),
                                ActorWithQueueData().apply(queue.actorRef(), with(deadLetters, queue.queueData())));
                queue.actorRef().forward(update(deadLetters), context());
            }
        }
    }

    /** What it can't move anywhere stays in a queue, until its dead-letter queue is there again. */
    private void deadLetterQueueChanged(String name) {
        CollectionConverters.asJava(queues()).values().forEach(source -> {
            Option<DeadLettersQueueData> deadLetters = source.queueData().deadLettersQueue();
            if (deadLetters.isDefined() && deadLetters.get().name().equals(name)) {
                source.actorRef().tell(update(deadLetters), ActorRef.noSender());
            }
        });
    }

    private UpdateQueueDeadLettersQueue update(Option<DeadLettersQueueData> deadLetters) {
        Option<ActorRef> actor =
                deadLetters.flatMap(data -> queues().get(data.name()).map(ActorWithQueueData::actorRef));
        return actor.isDefined()
                ? new UpdateQueueDeadLettersQueue(deadLetters, actor)
                : new UpdateQueueDeadLettersQueue(Option.empty(), Option.empty());
    }

    private static Option<DeadLettersQueueData> data(Optional<DeadLetters> to) {
        return Option.apply(to.map(queue -> new DeadLettersQueueData(queue.queue(), queue.maxReceiveCount()))
                .orElse(null));
    }

    private static QueueData with(Option<DeadLettersQueueData> deadLetters, QueueData data) {
        return new QueueData(
                data.name(),
                data.defaultVisibilityTimeout(),
                data.delay(),
                data.receiveMessageWait(),
                data.created(),
                data.lastModified(),
                deadLetters,
                data.isFifo(),
                data.hasContentBasedDeduplication(),
                data.copyMessagesTo(),
                data.moveMessagesTo(),
                data.tags());
    }

    private Optional<ActorWithQueueData> find(String name) {
        Option<ActorWithQueueData> found = queues().get(name);
        return found.isDefined() ? Optional.of(found.get()) : Optional.empty();
    }

    @Override
    public ActorRef createQueueActor(NowProvider time, QueueData data, Option<ActorRef> listener) {
        Option<ActorRef> deadLetters = update(data.deadLettersQueue()).newDeadLettersQueueActor();
        var keep = new QueueOrder.Keep(data.name(), AwsLimits.LARGEST_MESSAGE, AwsLimits.USUAL_RETENTION);
        var homeBound = new HomeBound(actors);
        ActorRef actor = context()
                .actorOf(
                        Props.create(
                                StationQueue.class,
                                () -> new StationQueue(clock, time, data, deadLetters, keep, homeBound)),
                        // A queue may come again before the actor of the former one has ended.
                        "queue-" + data.name() + "-" + UUID.randomUUID());
        actors.put(data.name(), actor);
        return actor;
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }
}
