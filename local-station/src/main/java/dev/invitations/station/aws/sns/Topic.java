package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.time.StationClock;
import dev.invitations.topology.policy.PolicyDocument;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A topic and its subscriptions. Like all of SNS's state here, it belongs to one event loop. */
final class Topic {
    private final Arn arn;
    private final Map<String, String> attributes;
    private final Map<String, String> tags;
    private final Map<String, Subscription> subscriptions = new TreeMap<>();
    private final Optional<FifoOrder> fifo;
    private final StationClock clock;
    private Optional<Instant> archivedSince = Optional.empty();
    private int subscriptionsDeleted;
    /** What {@link #policy} was read from. */
    private String policyText;

    private PolicyDocument policy;
    private Optional<String> dataProtection = Optional.empty();

    Topic(Arn arn, Map<String, String> attributes, Map<String, String> tags, StationClock clock) {
        this.arn = arn;
        this.attributes = new LinkedHashMap<>();
        this.tags = new LinkedHashMap<>(tags);
        this.fifo = arn.resource().endsWith(".fifo") ? Optional.of(new FifoOrder(clock)) : Optional.empty();
        this.clock = clock;
        attributes.forEach(this::set);
    }

    /** @param value as {@link TopicAttributes} has checked it; an empty one removes the attribute */
    void set(String name, String value) {
        if (value.isEmpty()) {
            attributes.remove(name);
        } else {
            attributes.put(name, TopicAttributes.normalised(name, value));
        }
        if (name.equals("ArchivePolicy")) {
            archivedSince = Optional.of(archivedSince.orElseGet(clock::now)).filter(_ -> !value.isEmpty());
        }
    }

    /** Since when it keeps what is published; the station itself keeps nothing. */
    Optional<Instant> archivedSince() {
        return archivedSince;
    }

    Optional<String> dataProtection() {
        return dataProtection;
    }

    /** @param policy JSON; an empty one ends it */
    void protectData(String policy) {
        dataProtection = Optional.of(policy).filter(text -> !text.isEmpty());
    }

    Arn arn() {
        return arn;
    }

    /** The order of its messages; empty for a standard topic, which keeps none. */
    Optional<FifoOrder> fifo() {
        return fifo;
    }

    /** What was set; what AWS shows besides is in {@link TopicAttributes}. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** With which its messages are signed: 1, unless 2 was set. */
    String signatureVersion() {
        return attributes.getOrDefault("SignatureVersion", "1");
    }

    /** Whether it was given another policy than every topic begins with. */
    boolean hasPolicyOfItsOwn() {
        return attributes.containsKey("Policy");
    }

    PolicyDocument policy() {
        String text = TopicAttributes.policyOf(this);
        if (!text.equals(policyText)) {
            policyText = text;
            policy = PolicyDocument.parse(text);
        }
        return policy;
    }

    Map<String, String> tags() {
        return tags;
    }

    Collection<Subscription> subscriptions() {
        return subscriptions.values();
    }

    Optional<Subscription> subscription(String protocol, String endpoint) {
        return subscriptions.values().stream()
                .filter(s -> s.protocol().equals(protocol) && s.endpoint().equals(endpoint))
                .findFirst();
    }

    void add(Subscription subscription) {
        subscriptions.put(subscription.arn(), subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription.arn());
        subscriptionsDeleted++;
    }

    int subscriptionsDeleted() {
        return subscriptionsDeleted;
    }
}
