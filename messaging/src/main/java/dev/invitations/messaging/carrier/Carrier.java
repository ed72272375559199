package dev.invitations.messaging.carrier;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.PublishFailed;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Carries messages from the topic to its subscriptions: in memory, or by SNS and SQS. */
public interface Carrier {

    /**
     * Publishes messages to the topic, and tries again what is worth it.
     *
     * @return for each message, in order: empty where the topic took it, else why not
     */
    List<Optional<PublishFailed>> publish(List<Outgoing> messages);

    /** Why the topic can take nothing until somebody mends it, and how; empty where all is well or nothing is known. */
    Optional<String> topicProblem();

    /** The topic, as those depend on it who handle events by publishing others. */
    Dependency topic();

    /**
     * Begins to deliver what the subscription carries, each message on a virtual thread of its own.
     *
     * @param handler says what becomes of a message; it throws nothing
     */
    Consumption consume(QueueSubscription subscription, Function<Received, Outcome> handler);

    /** A subscription that is being consumed, until it is closed. */
    interface Consumption extends AutoCloseable {

        /**
         * Why nothing can be received just now, or what is not as declared, with what would mend it; empty where all is
         * well.
         */
        Optional<String> problem();

        /** Why it can't be told whether all is as declared; empty where it can. */
        default Optional<String> doubt() {
            return Optional.empty();
        }

        /**
         * Stops receiving, lets handlers finish for a while and acknowledges what is done; what is not comes again by
         * itself.
         */
        @Override
        void close();
    }
}
