package dev.invitations.messaging.aws;

import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Received;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Tells whoever sent a probe that it came, in the queue that is there for it while somebody probes. */
final class ProbeAnswers {
    private static final Logger LOG = Logger.getLogger(ProbeAnswers.class);

    private final SqsQueue replies;
    private final String subscription;

    ProbeAnswers(SqsClient sqs, QueueSubscription subscription, Remedy remedy) {
        this.replies = new SqsQueue(sqs, ProbeReply.queue(subscription.prefix()), remedy);
        this.subscription = subscription.name();
    }

    /** Whether the message is a probe. It is answered then, if that can be, and has come to its end either way. */
    boolean isAnswered(Received received) {
        Optional<UUID> probe = ProbeMessage.idIn(received.message().attributes());
        probe.ifPresent(this::answer);
        return probe.isPresent();
    }

    private void answer(UUID probe) {
        try {
            replies.send(new Message(new ProbeReply(probe, subscription, Instant.now()).toJson(), Map.of()));
        } catch (RuntimeException e) {
            // Nobody asked from here, or this service may not answer: whoever probes sees that no answer comes.
            LOG.debugf("%s: probe %s is not answered: %s", subscription, probe, e.getMessage());
            replies.forget();
        }
    }
}
