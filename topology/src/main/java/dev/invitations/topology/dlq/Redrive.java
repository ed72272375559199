package dev.invitations.topology.dlq;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Count;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.aws.QueueDepth;
import dev.invitations.topology.aws.SubscriptionApi;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Gives the messages of a dead-letter queue another chance, with their subscription alone.
 *
 * @param options the options of {@code ./station} for the same file and AWS; begins with a space where there are any
 * @param say hears in sentences how it goes
 */
record Redrive(Topology topology, Aws aws, String options, Consumer<String> say) {
    private static final int REQUESTS_PER_SECOND = 10;

    /**
     * Gives all of them another chance.
     *
     * @param rate at most so many per second; empty for what is right by SQS or for the endpoint
     * @return whether all were taken
     * @throws TopologyFailure where something is missing that they need
     */
    boolean run(DeclaredSubscription subscription, DeadLetterQueue queue, OptionalInt rate) {
        QueueDepth depth = queue.depth();
        if (depth.total() == 0) {
            say.accept(queue.name() + " is empty: there is nothing to redrive");
            return true;
        }
        say.accept(queue.name() + " holds " + depth);
        return switch (subscription) {
            case QueueSubscription toQueue -> {
                toQueue(toQueue, depth.total(), rate);
                yield true;
            }
            case HttpSubscription http -> toEndpoint(http, queue, rate);
        };
    }

    /**
     * Moves the messages to the queue of the subscription. What its worker puts back at once is not moved for ever.
     *
     * @param there how many there are
     * @param rate at most so many per second; empty for what SQS finds right
     * @throws MoveFailed where some stay
     */
    private void toQueue(QueueSubscription subscription, long there, OptionalInt rate) {
        String source = aws.place().queueArn(subscription.deadLetterQueue());
        String destination = aws.place().queueArn(subscription.queue());
        MoveTask.Moved moved = new MoveTask(aws.sqs(), source, destination, apply(), say).run(there, rate);
        say.accept(Count.of(moved.count(), "message") + " moved to " + subscription.queue());
        if (moved.isStopped()) {
            say.accept("That is more than the " + there + " that were there, so the task was stopped: what came back at"
                    + " once is in " + subscription.deadLetterQueue() + " again");
            say.accept("To see why:  ./station dlq " + subscription.name() + " peek" + options);
        }
    }

    /**
     * Sends the messages to the endpoint of the subscription.
     *
     * @param rate at most so many per second; empty for what is declared, else {@value #REQUESTS_PER_SECOND}
     * @return whether the endpoint took them all
     * @throws TopologyFailure where the endpoint has not confirmed the subscription
     */
    boolean toEndpoint(HttpSubscription subscription, DeadLetterQueue queue, OptionalInt rate) {
        int perSecond = rate.orElseGet(() -> declaredRate(subscription).orElse(REQUESTS_PER_SECOND));
        String topicArn = aws.place().topicArn(topicOf(subscription).topic());
        try (Endpoint endpoint = new Endpoint(subscription.endpoint(), topicArn, confirmedArn(subscription))) {
            Republish republish = new Republish(queue, endpoint, perSecond, say);
            republish.run();
            say.accept(Count.of(republish.sent(), "message") + " sent to " + subscription.endpoint());
            if (republish.givesUp()) {
                say.accept("The last " + republish.failuresInARow()
                        + " failed one after the other, so no more were tried");
            }
            if (republish.failed() > 0) {
                say.accept(Count.of(republish.failed(), "message") + " failed and stayed in " + queue.name());
            }
            return republish.failed() == 0;
        }
    }

    private static OptionalInt declaredRate(HttpSubscription subscription) {
        return subscription
                .deliveryPolicy()
                .map(DeliveryPolicy::maxReceivesPerSecond)
                .orElse(OptionalInt.empty());
    }

    private DeclaredTopic topicOf(HttpSubscription subscription) {
        return topology.topics().stream()
                .filter(topic -> topic.subscriptions().contains(subscription))
                .findFirst()
                .orElseThrow();
    }

    /** SNS sends to no endpoint that has not agreed to it; nor does this. */
    private String confirmedArn(HttpSubscription subscription) {
        String arn = new SubscriptionApi(aws.sns())
                .find(DesiredState.of(topology, aws.place()).subscriptionOf(subscription))
                .orElseThrow(() -> new TopologyFailure(
                        "the subscription " + subscription.name() + " does not exist: " + apply() + " creates it"));
        if (arn.equals(SubscriptionApi.PENDING)) {
            throw new TopologyFailure("the endpoint " + subscription.endpoint() + " has not confirmed the subscription "
                    + subscription.name() + ", so nothing is sent to it: " + apply() + " asks it again");
        }
        return arn;
    }

    private String apply() {
        return "./station apply" + options;
    }
}
