package dev.invitations.station.aws.sqs.engine;

import dev.invitations.station.aws.time.StationClock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.pekko.actor.ActorContext;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.Status;
import org.elasticmq.ElasticMQError;
import org.elasticmq.MessageData;
import org.elasticmq.MoveDestination;
import org.elasticmq.NeverReceived$;
import org.elasticmq.NewMessageData;
import org.elasticmq.QueueData;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.actor.queue.QueueActor;
import org.elasticmq.actor.reply.DoNotReply;
import org.elasticmq.actor.reply.ReplyAction;
import org.elasticmq.msg.DeduplicationIdsCleanup$;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.QueueMessageMsg;
import org.elasticmq.msg.QueueQueueMsg;
import org.elasticmq.msg.SendMessage;
import org.elasticmq.rest.sqs.SQSException;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.PartialFunction;
import scala.collection.mutable.ArrayBuffer;
import scala.reflect.ClassTag;
import scala.runtime.BoxedUnit;
import scala.util.Either;

/**
 * A queue of ElasticMQ that goes by the station's clock throughout, takes no message that is too large, and keeps none
 * for too long.
 */
// Of ev() Scala tells Java two types that don't agree.
@SuppressWarnings("unchecked")
final class StationQueue extends QueueActor {
    /** AWS's sequence numbers have 20 digits. */
    private static final AtomicLong SEQUENCE = new AtomicLong(Long.parseUnsignedLong("10000000000000000000"));

    private final StationClock clock;
    private final HomeBound homeBound;
    private final Ages ages = new Ages();
    private QueueOrder.Keep keep;
    private OffsetDateTime lastDate = OffsetDateTime.MIN;
    private boolean movesHome;

    StationQueue(
            StationClock clock,
            NowProvider time,
            QueueData data,
            Option<ActorRef> deadLetters,
            QueueOrder.Keep keep,
            HomeBound homeBound) {
        super(time, data, deadLetters, Option.empty(), Option.empty(), Option.empty());
        this.clock = clock;
        this.keep = keep;
        this.homeBound = homeBound;
    }

    @Override
    public void aroundReceive(PartialFunction<Object, BoxedUnit> receive, Object message) {
        ages.expire(clock.millis() - keep.retention().toMillis(), messageQueue());
        if (message instanceof QueueOrder.Keep order) {
            keep = order;
            sender().tell(new Status.Success(order), self());
            return;
        }
        super.aroundReceive(receive, message);
        if (message == DeduplicationIdsCleanup$.MODULE$) {
            // Comes every second: who waits hears by then of what has become visible since the clock was put forward.
            self().tell(TryReply(), self());
        }
    }

    @Override
    public <T> ReplyAction<T> receiveAndReplyMessageMsg(QueueMessageMsg<T> message) {
        if (message instanceof SendMessage send
                // What comes from another queue has been accepted already.
                && send.message().id().isEmpty()
                && MessageSize.exceeds(send.message(), keep.maximumMessageSize())) {
            var refusal = SQSException.invalidParameter(
                    "One or more parameters are invalid. Reason: Message must be shorter than "
                            + keep.maximumMessageSize() + " bytes.");
            sender().tell(new Status.Failure(refusal), self());
            return new DoNotReply<>();
        }
        return super.receiveAndReplyMessageMsg(message);
    }

    @Override
    public <T> ReplyAction<T> receiveAndReplyQueueMsg(QueueQueueMsg<T> message) {
        // ElasticMQ asks by the machine's time; and what is visible from now on is visible.
        return super.receiveAndReplyQueueMsg(
                message instanceof GetQueueStatistics
                        ? (QueueQueueMsg<T>) new GetQueueStatistics(clock.millis() + 1)
                        : message);
    }

    /** ElasticMQ's own way dates by the machine's time: age, delay and deduplication would be wrong. */
    @Override
    public ResultWithEvents<MessageData> handleOrRedirectMessage(NewMessageData message, ActorContext context) {
        boolean fifo = queueData().isFifo();
        Option<InternalMessage> duplicateOf =
                fifo ? fifoMessagesHistory().wasRegistered(message.messageDeduplicationId()) : Option.empty();
        if (duplicateOf.isDefined()) {
            return ResultWithEvents().onlyValue(duplicateOf.get().toMessageData());
        }
        InternalMessage added = internal(message, fifo);
        add(added);
        return ResultWithEvents().onlyValue(added.toMessageData());
    }

    private InternalMessage internal(NewMessageData message, boolean fifo) {
        long now = clock.millis();
        return new InternalMessage(
                message.id().isDefined()
                        ? message.id().get().id()
                        : UUID.randomUUID().toString(),
                new ArrayBuffer<>(),
                message.nextDelivery()
                        .toMillis(now, queueData().delay().toMillis())
                        .millis(),
                message.content(),
                message.messageAttributes(),
                nextDate(),
                message.orderIndex(),
                NeverReceived$.MODULE$,
                0,
                fifo,
                message.messageGroupId(),
                message.messageDeduplicationId(),
                message.tracingId(),
                fifo && message.sequenceNumber().isEmpty()
                        ? Option.apply(Long.toUnsignedString(SEQUENCE.getAndIncrement()))
                        : message.sequenceNumber(),
                message.deadLetterSourceQueueName());
    }

    /** A FIFO queue is ordered by it, and the station's clock may stand still meanwhile. */
    private OffsetDateTime nextDate() {
        OffsetDateTime now = clock.now().atOffset(ZoneOffset.UTC);
        lastDate = now.isAfter(lastDate) ? now : lastDate.plusNanos(1);
        return lastDate;
    }

    private void add(InternalMessage message) {
        messageQueue().$plus$eq(message);
        fifoMessagesHistory_$eq(fifoMessagesHistory().addNew(message));
        ages.add(message, messageQueue());
    }

    /** A standard queue's message keeps its age in the dead-letter queue; that of a FIFO queue begins anew. */
    @Override
    public ResultWithEvents<BoxedUnit> moveMessage(
            InternalMessage message, MoveDestination destination, String source) {
        InternalMessage moved = queueData().isFifo() ? datedNow(message) : message;
        var result = super.moveMessage(moved, destination, source);
        ages.add(moved, messageQueue());
        return result;
    }

    /** Where no destination is given, ElasticMQ has chosen one of the queues that messages came from. */
    @Override
    public Either<ElasticMQError, String> startMovingMessages(
            ActorRef destination,
            Option<String> destinationArn,
            String sourceArn,
            Option<Object> rate,
            ActorRef manager) {
        Either<ElasticMQError, String> started =
                super.startMovingMessages(destination, destinationArn, sourceArn, rate, manager);
        if (started.isRight()) {
            movesHome = destinationArn.isEmpty();
        }
        return started;
    }

    @Override
    public ResultWithEvents<BoxedUnit> moveFirstMessage(ActorRef destination, ActorRef manager) {
        return movesHome
                ? homeBound.first(messageQueue(), home -> super.moveFirstMessage(home.orElse(destination), manager))
                : super.moveFirstMessage(destination, manager);
    }

    private InternalMessage datedNow(InternalMessage message) {
        return new InternalMessage(
                message.id(),
                message.deliveryReceipts(),
                message.nextDelivery(),
                message.content(),
                message.messageAttributes(),
                nextDate(),
                message.orderIndex(),
                message.firstReceive(),
                message.receiveCount(),
                message.isFifo(),
                message.messageGroupId(),
                message.messageDeduplicationId(),
                message.tracingId(),
                message.sequenceNumber(),
                message.deadLetterSourceQueueName());
    }

    @Override
    @SuppressWarnings("rawtypes")
    public ClassTag ev() {
        return super.ev();
    }
}
