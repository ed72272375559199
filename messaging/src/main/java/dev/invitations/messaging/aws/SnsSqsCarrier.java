package dev.invitations.messaging.aws;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.Dependency;
import dev.invitations.messaging.PubSubConfig;
import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Outgoing;
import dev.invitations.messaging.carrier.Received;
import dev.invitations.messaging.sns.PublishLimits;
import dev.invitations.messaging.sns.SnsTopic;
import dev.invitations.messaging.sqs.Subscriber;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * The topic is SNS, each subscription an SQS queue with raw message delivery. Nothing is created here: that is what
 * {@code ./station apply} is for.
 */
@Singleton
@Typed(SnsSqsCarrier.class)
public class SnsSqsCarrier implements Carrier {
    private final SnsTopic topic;
    private final SnsClient sns;
    private final SqsClient sqs;
    private final DesiredState desired;
    private final PubSubConfig config;
    private final Remedy remedy;
    private final MeterRegistry registry;
    private final TopicWatch watch;

    SnsSqsCarrier(
            SnsClient sns,
            SqsClient sqs,
            Topology topology,
            PubSubConfig config,
            Remedy remedy,
            MeterRegistry registry) {
        this.topic = new SnsTopic(sns, config.topicArn().value(), PublishLimits.of(config.publish()), registry);
        this.watch = TopicWatch.start(sns, config.topicArn().value(), remedy);
        this.sns = sns;
        this.sqs = sqs;
        this.desired = DesiredState.of(topology, Place.of(config.topicArn().value()));
        this.config = config;
        this.remedy = remedy;
        this.registry = registry;
    }

    @Override
    public List<Optional<PublishFailed>> publish(List<Outgoing> messages) {
        return topic.publish(messages);
    }

    @Override
    public Optional<String> topicProblem() {
        return watch.problem();
    }

    @Override
    public Dependency topic() {
        return watch;
    }

    @PreDestroy
    void close() {
        watch.close();
    }

    @Override
    public Consumption consume(QueueSubscription subscription, Function<Received, Outcome> handler) {
        SubscriptionCheck check =
                SubscriptionCheck.start(new Declaration(desired.resourcesOf(subscription), sns, sqs, remedy));
        Subscriber subscriber = Subscriber.start(
                subscription,
                handler,
                config.of(subscription.name()),
                sqs,
                queue -> remedy.forMissing("the queue " + queue),
                registry);
        return new CheckedConsumption(subscriber, check);
    }
}
