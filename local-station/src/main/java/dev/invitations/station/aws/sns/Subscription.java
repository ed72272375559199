package dev.invitations.station.aws.sns;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A subscription of an endpoint to a topic. */
final class Subscription {
    private static final String SCOPE = "FilterPolicyScope";

    private final String arn;
    private final Arn topic;
    private final String protocol;
    private final String endpoint;
    private final String owner;
    private final String principal;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private boolean pending;
    private boolean confirmedBySignature = true;
    private boolean authenticatesUnsubscribing;
    private FilterPolicy filter = FilterPolicy.ALL;
    private Optional<String> deadLetterQueue = Optional.empty();

    Subscription(String arn, Arn topic, String protocol, String endpoint, Caller subscriber) {
        this.arn = arn;
        this.topic = topic;
        this.protocol = protocol;
        this.endpoint = endpoint;
        this.owner = subscriber.account();
        this.principal = subscriber.principal();
    }

    /** The attributes that were set, by their names; without what {@link SubscriptionAttributes} derives. */
    Map<String, String> attributes() {
        return attributes;
    }

    /** @param values as {@link SubscriptionAttributes} has checked them; an empty one removes the attribute */
    void set(Map<String, String> values) {
        values.forEach((name, value) -> {
            // SNS takes the empty object as "no filter".
            if (value.isEmpty()
                    || name.equals("FilterPolicy")
                            && FilterPolicy.parse(value, scope(values)).isAll()) {
                attributes.remove(name);
            } else {
                attributes.put(name, name.equals("RawMessageDelivery") ? value.toLowerCase(Locale.ROOT) : value);
            }
        });
        deadLetterQueue =
                Optional.ofNullable(attributes.get("RedrivePolicy")).map(SubscriptionAttributes::redriveTarget);
    }

    /** The filter that its attributes describe, which may not count yet. */
    FilterPolicy declaredFilter() {
        return Optional.ofNullable(attributes.get("FilterPolicy"))
                .map(policy -> FilterPolicy.parse(policy, scope(attributes)))
                .orElse(FilterPolicy.ALL);
    }

    void filterBy(FilterPolicy newFilter) {
        filter = newFilter;
    }

    /** The scope that a filter policy will have once {@code values} are set. */
    FilterScope scope(Map<String, String> values) {
        return Optional.ofNullable(values.get(SCOPE))
                .or(() -> Optional.ofNullable(attributes.get(SCOPE)))
                .flatMap(FilterScope::of)
                .orElse(FilterScope.MESSAGE_ATTRIBUTES);
    }

    /** Why its filter policy can't have another scope: by attributes there is nothing to nest. */
    Optional<String> refusalOfScope(Map<String, String> change) {
        return Optional.ofNullable(attributes.get("FilterPolicy"))
                .filter(policy -> change.containsKey(SCOPE))
                .flatMap(policy -> SubscriptionAttributes.refusal("FilterPolicy", policy, scope(change)));
    }

    void awaitConfirmation() {
        pending = true;
        confirmedBySignature = false;
    }

    /**
     * Lets it be delivered to.
     *
     * @param signed whether who confirms has signed that
     * @param authenticatesUnsubscribing whether who unsubscribes it has to sign that
     */
    void confirm(boolean signed, boolean authenticatesUnsubscribing) {
        pending = false;
        confirmedBySignature = signed;
        this.authenticatesUnsubscribing = authenticatesUnsubscribing;
    }

    /** Whether it was confirmed by a signature, be it that of {@code Subscribe}. */
    boolean wasConfirmedBySignature() {
        return confirmedBySignature;
    }

    boolean authenticatesUnsubscribing() {
        return authenticatesUnsubscribing;
    }

    boolean isPending() {
        return pending;
    }

    String arn() {
        return arn;
    }

    Arn topic() {
        return topic;
    }

    String protocol() {
        return protocol;
    }

    String endpoint() {
        return endpoint;
    }

    String owner() {
        return owner;
    }

    /** Whether somebody may see and change it: who subscribed, or who owns the topic. */
    boolean belongsTo(String account) {
        return account.equals(owner) || account.equals(topic.account());
    }

    /** Who subscribed it. */
    String principal() {
        return principal;
    }

    /** The filter that counts. */
    FilterPolicy filter() {
        return filter;
    }

    boolean isRaw() {
        return "true".equals(attributes.get("RawMessageDelivery"));
    }

    /** The ARN of the queue that takes what can't be delivered. */
    Optional<String> deadLetterQueue() {
        return deadLetterQueue;
    }
}
