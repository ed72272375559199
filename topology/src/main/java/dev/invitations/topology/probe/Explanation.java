package dev.invitations.topology.probe;

import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.topology.Count;
import dev.invitations.topology.probe.ProbeResult.Status;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * What is to be said of a subscription after a probe. Where no answer came, how full its queues were before and after has
 * to tell where the message is; that is less certain, since others send and receive meanwhile.
 *
 * @param limit how long answers were waited for
 * @param options the options of {@code ./station} for the same file and AWS; begins with a space where there are any
 */
record Explanation(Duration limit, String options) {

    ProbeResult arrived(DeclaredSubscription subscription, Duration after) {
        String seconds = String.format(Locale.ROOT, "%.1f", after.toMillis() / 1000.0);
        return new ProbeResult(
                subscription, Status.ARRIVED, Optional.of(after), "answered after " + seconds + " s", Optional.empty());
    }

    ProbeResult notPublished(DeclaredSubscription subscription, String why) {
        return result(subscription, Status.NOT_ARRIVED, "it could not be published: " + why, Optional.empty());
    }

    ProbeResult filteredOut(DeclaredSubscription subscription) {
        return result(
                subscription,
                Status.NOT_ARRIVED,
                "its filter lets no probe pass: " + subscription.filter().toJson(),
                Optional.empty());
    }

    /** An endpoint has to agree before SNS sends it anything. */
    ProbeResult unconfirmed(HttpSubscription subscription) {
        return result(
                subscription,
                Status.NOT_ARRIVED,
                subscription.endpoint() + " has not confirmed the subscription, so nothing was sent there",
                apply());
    }

    ProbeResult missing(HttpSubscription subscription) {
        return result(
                subscription,
                Status.NOT_ARRIVED,
                "the subscription does not exist, so nothing was sent to " + subscription.endpoint(),
                apply());
    }

    ProbeResult unanswered(DeclaredSubscription subscription, Levels before, Levels after) {
        if (subscription instanceof QueueSubscription own && after.queue().isEmpty()) {
            return result(subscription, Status.NOT_ARRIVED, "the queue " + own.queue() + " does not exist", apply());
        }
        if (after.dead() > before.dead()) {
            return result(
                    subscription,
                    Status.NOT_ARRIVED,
                    "its dead-letter queue " + subscription.deadLetterQueue() + " holds "
                            + Count.of(after.dead() - before.dead(), "message") + " more than before",
                    Optional.of("./station dlq " + subscription.name() + " peek" + options));
        }
        return switch (subscription) {
            case QueueSubscription queue -> unanswered(queue, before, after);
            case HttpSubscription http ->
                result(
                        http,
                        Status.UNKNOWN,
                        "it was sent to " + http.endpoint() + ", which has not answered within " + seconds()
                                + "; nothing new is in its dead-letter queue",
                        Optional.empty());
        };
    }

    private ProbeResult unanswered(QueueSubscription subscription, Levels before, Levels after) {
        String queue = "the queue " + subscription.queue();
        if (after.inQueue() > before.inQueue()) {
            return result(
                    subscription,
                    Status.UNHANDLED,
                    "it is in " + queue + " with " + Count.of(after.inQueue(), "message")
                            + ", and nobody has handled it within " + seconds() + ": does " + subscription.name()
                            + " run?",
                    Optional.empty());
        }
        if (after.inQueue() > 0) {
            return result(
                    subscription,
                    Status.UNKNOWN,
                    "no answer within " + seconds() + "; " + queue + " holds " + Count.of(after.inQueue(), "message")
                            + ", so it may still come: give it more time with --probe-timeout",
                    Optional.empty());
        }
        return result(
                subscription,
                Status.NOT_ARRIVED,
                "it is neither in " + queue + " nor in " + subscription.deadLetterQueue() + ": SNS did not deliver it, "
                        + "or somebody took it who may not send to " + ProbeReply.queue(subscription.prefix()),
                apply());
    }

    private Optional<String> apply() {
        return Optional.of("./station apply" + options);
    }

    private String seconds() {
        return limit.toSeconds() + " s";
    }

    private static ProbeResult result(
            DeclaredSubscription subscription, Status status, String sentence, Optional<String> mend) {
        return new ProbeResult(subscription, status, Optional.empty(), sentence, mend);
    }
}
