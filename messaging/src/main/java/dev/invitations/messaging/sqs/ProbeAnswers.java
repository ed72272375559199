package dev.invitations.messaging.sqs;

import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.ProbeReply;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.sqs.Queue.Letter;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Tells whoever sent a probe that it came, in the queue that is there for it while somebody probes. */
record ProbeAnswers(Queue replies, String subscription) {
    private static final Logger LOG = Logger.getLogger(ProbeAnswers.class);

    /** Whether the message is a probe. It is answered then, if that can be, and has come to its end either way. */
    boolean isAnswered(Message message) {
        Optional<UUID> probe = ProbeMessage.idIn(message.attributes());
        probe.ifPresent(this::answer);
        return probe.isPresent();
    }

    private void answer(UUID probe) {
        try {
            String reply = new ProbeReply(probe, subscription, Instant.now()).toJson();
            replies.send(new Letter(reply, Map.of(), Optional.empty()));
        } catch (RuntimeException e) {
            // Nobody asked from here, or this service may not answer: whoever probes sees that no answer comes.
            LOG.debugf("%s: probe %s is not answered: %s", subscription, probe, e.getMessage());
            replies.forget();
        }
    }
}
