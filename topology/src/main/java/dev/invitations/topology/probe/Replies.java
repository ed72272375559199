package dev.invitations.topology.probe;

import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.aws.Pause;
import dev.invitations.topology.aws.QueueApi;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * The queue into which workers answer probes. It is created with the first probe and stays: SQS lets nobody create a queue
 * of the same name again for a minute, and others may be probing. What nobody fetches is gone after a minute.
 */
final class Replies {
    private static final Duration RETENTION = Duration.ofMinutes(1);
    /** Those of others are put aside for so long; at once back in the queue they would be received again at once. */
    private static final int HIDDEN_SECONDS = 1;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);
    private static final int MOST_AT_ONCE = 10;

    private final SqsClient sqs;
    private final String url;
    private final UUID probe;

    private Replies(SqsClient sqs, String url, UUID probe) {
        this.sqs = sqs;
        this.url = url;
        this.probe = probe;
    }

    /** The replies to a probe; returns once the queue can be sent to. */
    static Replies to(UUID probe, Topology topology, Aws aws) {
        Resource.Queue queue = queue(topology, aws.place());
        QueueApi queues = new QueueApi(aws.sqs());
        String url = queues.find(queue).orElseGet(() -> created(queue, queues, aws.patience()));
        return new Replies(aws.sqs(), url, probe);
    }

    /** It has the topology's tag with a value of its own: it is not declared, and yet is not left over. */
    private static Resource.Queue queue(Topology topology, Place place) {
        String name = ProbeReply.queue(topology.prefix());
        return new Resource.Queue(
                Resource.QUEUE,
                name,
                place.queueArn(name),
                false,
                Map.of("MessageRetentionPeriod", Long.toString(RETENTION.toSeconds())),
                Map.of(Topology.TAG, "probe:" + topology.prefix()));
    }

    private static String created(Resource.Queue queue, QueueApi queues, Duration patience) {
        String url = queues.create(queue);
        long deadline = System.nanoTime() + patience.toNanos();
        while (queues.attributes(url).isEmpty() && System.nanoTime() < deadline) {
            Pause.of(BETWEEN_LOOKS);
        }
        return url;
    }

    /**
     * Those that are there; waits for the first.
     *
     * @param atMost up to 20 seconds; SQS waits whole seconds, and at least one
     */
    List<ProbeReply> next(Duration atMost) {
        List<Message> messages = sqs.receiveMessage(request -> request.queueUrl(url)
                        .maxNumberOfMessages(MOST_AT_ONCE)
                        .waitTimeSeconds(Math.toIntExact(Math.max(1, atMost.toSeconds())))
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .messageSystemAttributeNames(MessageSystemAttributeName.SENT_TIMESTAMP))
                .messages();
        List<ProbeReply> ours = new ArrayList<>();
        for (Message message : messages) {
            Optional<ProbeReply> reply =
                    ProbeReply.parse(message.body()).filter(read -> read.probe().equals(probe));
            reply.ifPresent(ours::add);
            if (reply.isPresent() || isOld(message)) {
                sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
            }
        }
        return ours;
    }

    /** An emulator may keep what SQS would have dropped. */
    private static boolean isOld(Message message) {
        long sent = Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"));
        return Instant.ofEpochMilli(sent).plus(RETENTION).isBefore(Instant.now());
    }
}
