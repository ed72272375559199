package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import java.util.Collection;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** All topics and subscriptions, of all accounts and regions, sorted by ARN so that pages stay true while they change. */
final class Topics {
    private final NavigableMap<String, Topic> topics = new TreeMap<>();
    private final NavigableMap<String, Subscription> subscriptions = new TreeMap<>();

    Topic require(Arn arn) {
        return find(arn).orElseThrow(() -> SnsError.notFound("Topic"));
    }

    Optional<Topic> find(Arn arn) {
        return Optional.ofNullable(topics.get(arn.toString()));
    }

    void add(Topic topic) {
        topics.put(topic.arn().toString(), topic);
    }

    void remove(Topic topic) {
        topics.remove(topic.arn().toString());
        topic.subscriptions().forEach(subscription -> subscriptions.remove(subscription.arn()));
    }

    Subscription requireSubscription(String arn) {
        return findSubscription(arn).orElseThrow(() -> SnsError.notFound("Subscription"));
    }

    Optional<Subscription> findSubscription(String arn) {
        return Optional.ofNullable(subscriptions.get(arn));
    }

    void add(Topic topic, Subscription subscription) {
        topic.add(subscription);
        subscriptions.put(subscription.arn(), subscription);
    }

    void remove(Subscription subscription) {
        subscriptions.remove(subscription.arn());
        find(subscription.topic()).ifPresent(topic -> topic.remove(subscription));
    }

    void clear() {
        topics.clear();
        subscriptions.clear();
    }

    Collection<Topic> of(Caller caller) {
        String prefix = Arn.of("sns", caller, "").toString();
        return topics.subMap(prefix, prefix + Character.MAX_VALUE).values();
    }

    Collection<Subscription> subscriptionsOf(Caller caller) {
        String prefix = Arn.of("sns", caller, "").toString();
        return subscriptions.subMap(prefix, prefix + Character.MAX_VALUE).values();
    }
}
