package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.doctor.Keys.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;

/** One topic with its subscriptions and their queues. What is missing is told once, and nothing of what hangs on it. */
record TopicExamination(
        DeclaredTopic declared,
        Observations observations,
        Map<String, Key> keys,
        OldestMessages oldest,
        SqsClient sqs,
        Place place,
        Remedies remedies) {

    Stream<Finding> findings() {
        Examined<Resource.Topic> topic = observations.find(Resource.Topic.class, declared.topic());
        List<Finding> findings = new ArrayList<>();
        findings.add(existence(topic));
        if (topic.isFound()) {
            findings.add(new PublishPermission(place, remedies).of(topic, declared));
            findings.add(new Encryption(keys, remedies).of(topic, declared));
            findings.add(new Rest(remedies).of(topic));
        }
        for (DeclaredSubscription subscription : declared.subscriptions()) {
            addQueues(subscription, findings);
            if (topic.isFound()) {
                addSubscription(subscription, findings);
            }
        }
        addKeys(topic, findings);
        new Orphans(sqs, place, remedies)
                .among(observations.listings().get(topicArn()).subscriptions(), endpoints())
                .forEach(findings::add);
        return findings.stream();
    }

    private void addQueues(DeclaredSubscription subscription, List<Finding> findings) {
        Optional<Examined<Resource.Queue>> queue = queue(subscription);
        Examined<Resource.Queue> deadLetterQueue = deadLetterQueue(subscription);
        queue.ifPresent(examined -> findings.add(existence(examined)));
        queue.filter(Examined::isFound).ifPresent(found -> {
            addQueue(found, findings);
            findings.add(new DeadLetterTarget(remedies).ofQueue(found, deadLetterQueue.wanted()));
            findings.add(new Retention(remedies).ofQueue(found));
            findings.add(new Intake(remedies).delay(found));
            findings.add(new Rest(remedies).of(found));
            new Backlog(oldest, remedies).ofQueue(found).forEach(findings::add);
        });
        findings.add(existence(deadLetterQueue));
        if (deadLetterQueue.isFound()) {
            addQueue(deadLetterQueue, findings);
            findings.add(new Reception(remedies).allowance(deadLetterQueue, queue.map(Examined::wanted)));
            findings.add(new Retention(remedies).ofDeadLetterQueue(deadLetterQueue, queue.filter(Examined::isFound)));
            new Backlog(oldest, remedies)
                    .ofDeadLetterQueue(deadLetterQueue, subscription.name())
                    .forEach(findings::add);
        }
    }

    private void addQueue(Examined<Resource.Queue> queue, List<Finding> findings) {
        findings.add(new DeliveryPermission(remedies).of(queue, topicArn()));
        findings.add(new Encryption(keys, remedies).of(queue));
        findings.add(new Intake(remedies).size(queue));
    }

    private void addSubscription(DeclaredSubscription subscription, List<Finding> findings) {
        Examined<Resource.Subscription> examined = observations.find(Resource.Subscription.class, subscription.name());
        findings.add(existence(examined));
        Carriage carriage = new Carriage(remedies);
        if (examined.reading() instanceof Reading.Pending || examined.isFound()) {
            findings.add(carriage.confirmation(examined));
        }
        if (examined.isFound()) {
            findings.add(carriage.form(examined));
            findings.add(carriage.filter(examined));
            findings.add(new DeadLetterTarget(remedies)
                    .ofSubscription(examined, deadLetterQueue(subscription).wanted()));
            findings.add(new Rest(remedies).of(examined));
        }
    }

    /** Each key once, however many queues it encrypts; AWS's own are a matter of the queue. */
    private void addKeys(Examined<Resource.Topic> topic, List<Finding> findings) {
        Set<String> ofQueues = declared.subscriptions().stream()
                .flatMap(subscription ->
                        Stream.concat(queue(subscription).stream(), Stream.of(deadLetterQueue(subscription))))
                .flatMap(queue -> queue.found(Encryption.KEY).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        KeyPermission permission = new KeyPermission(remedies);
        ofQueues.stream()
                .filter(id -> !(keys.get(id) instanceof Key.OfAws))
                .forEach(id -> findings.add(permission.ofQueue(id, keys.get(id), topicArn())));
        topic.found(Encryption.KEY)
                .filter(id -> !ofQueues.contains(id) && !(keys.get(id) instanceof Key.OfAws))
                .ifPresent(id -> findings.add(permission.ofTopic(id, keys.get(id))));
    }

    private Finding existence(Examined<?> examined) {
        return new Existence(remedies).of(examined);
    }

    private Optional<Examined<Resource.Queue>> queue(DeclaredSubscription subscription) {
        return subscription instanceof QueueSubscription queue
                ? Optional.of(observations.find(Resource.Queue.class, queue.queue()))
                : Optional.empty();
    }

    private Examined<Resource.Queue> deadLetterQueue(DeclaredSubscription subscription) {
        return observations.find(Resource.Queue.class, subscription.deadLetterQueue());
    }

    private Set<String> endpoints() {
        return declared.subscriptions().stream()
                .map(subscription -> observations
                        .find(Resource.Subscription.class, subscription.name())
                        .wanted()
                        .endpoint())
                .collect(Collectors.toSet());
    }

    private String topicArn() {
        return place.topicArn(declared.topic());
    }
}
