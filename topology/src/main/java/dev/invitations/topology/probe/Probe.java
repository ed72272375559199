package dev.invitations.topology.probe;

import dev.invitations.contract.ProbeReply;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.aws.Reason;
import dev.invitations.topology.aws.SubscriptionApi;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Sends a message through every subscription of a topology and waits for the workers to answer. They hand it to no handler,
 * so nothing is done that an event would do. One that no worker takes stays in the queue until one does, or its retention
 * is over.
 */
public final class Probe {
    private static final Duration LONGEST_POLL = Duration.ofSeconds(20);

    private final Topology topology;
    private final Aws aws;
    private final Duration limit;
    private final Explanation explanation;
    private final UUID id = UUID.randomUUID();
    private final Map<DeclaredSubscription, Levels> before = new HashMap<>();
    private final Map<DeclaredSubscription, ProbeResult> results = new LinkedHashMap<>();
    private final Map<String, Sent> underway = new HashMap<>();

    private record Sent(DeclaredSubscription subscription, long nanoTime) {}

    /**
     * One probe, to be run once.
     *
     * @param limit how long to wait for answers, at least a second
     * @param options the options of {@code ./station} for the same file and AWS, for commands that are proposed; begins
     *     with a space where there are any
     */
    public Probe(Topology topology, Aws aws, Duration limit, String options) {
        this.topology = topology;
        this.aws = aws;
        this.limit = limit;
        this.explanation = new Explanation(limit, options);
    }

    /**
     * Probes, for as long as it takes until all have answered, or until the time is over.
     *
     * @return what became of it, in the order of the file
     * @throws SdkException where AWS can't be reached, or lets the queue for answers not be created or read
     */
    public List<ProbeResult> run() {
        Replies replies = Replies.to(id, topology, aws);
        topology.subscriptions().forEach(each -> before.put(each, Levels.of(each, aws.sqs())));
        topology.topics().forEach(this::depart);
        await(replies);
        underway.values().forEach(sent -> results.put(sent.subscription(), unanswered(sent.subscription())));
        return topology.subscriptions().map(results::get).toList();
    }

    private void depart(DeclaredTopic topic) {
        Departure departure = Departure.of(topic, id);
        departure.left().forEach(left -> results.put(left, explanation.filteredOut(left)));
        Set<DeclaredSubscription> boarded = new HashSet<>(topic.subscriptions());
        departure.left().forEach(boarded::remove);
        try {
            departure.publish(aws.sns(), aws.place().topicArn(topic.topic()));
            boarded.forEach(each -> underway.put(each.name(), new Sent(each, System.nanoTime())));
        } catch (SdkException e) {
            boarded.forEach(each -> results.put(each, explanation.notPublished(each, Reason.of(e))));
        }
    }

    /** Endpoints may answer too, but nobody waits for those that have never heard of probes. */
    private void await(Replies replies) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (System.nanoTime() < deadline && isQueueUnderway()) {
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            for (ProbeReply reply : replies.next(left.compareTo(LONGEST_POLL) < 0 ? left : LONGEST_POLL)) {
                Sent sent = underway.remove(reply.subscription());
                if (sent != null) {
                    results.put(
                            sent.subscription(),
                            explanation.arrived(
                                    sent.subscription(), Duration.ofNanos(System.nanoTime() - sent.nanoTime())));
                }
            }
        }
    }

    private ProbeResult unanswered(DeclaredSubscription subscription) {
        if (subscription instanceof HttpSubscription http) {
            Optional<String> arn = new SubscriptionApi(aws.sns())
                    .find(DesiredState.of(topology, aws.place()).subscriptionOf(http));
            if (arn.isEmpty()) {
                return explanation.missing(http);
            }
            if (arn.get().equals(SubscriptionApi.PENDING)) {
                return explanation.unconfirmed(http);
            }
        }
        return explanation.unanswered(subscription, before.get(subscription), Levels.of(subscription, aws.sqs()));
    }

    private boolean isQueueUnderway() {
        return underway.values().stream().anyMatch(sent -> sent.subscription() instanceof QueueSubscription);
    }
}
