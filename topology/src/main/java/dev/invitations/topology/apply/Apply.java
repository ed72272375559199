package dev.invitations.topology.apply;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Difference;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.apply.Applied.Change;
import dev.invitations.topology.aws.Api;
import dev.invitations.topology.aws.QueueApi;
import dev.invitations.topology.aws.SubscriptionApi;
import dev.invitations.topology.aws.TopicApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes a topology real: creates what is missing, sets right what is not as declared, and reads everything back, since
 * AWS may take a request and ignore it. Applying again changes nothing; what the topology doesn't name is left alone.
 */
public final class Apply {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final QueueApi queues;
    private final TopicApi topics;
    private final SubscriptionApi subscriptions;
    private final Place place;
    private final Duration patience;

    /**
     * @param place where the clients work; a queue or topic that turns out to be elsewhere is refused
     * @param patience how long to wait until what was set can be read back; for an SQS queue on AWS this may take a
     *     minute, on a local station it takes no time
     */
    public Apply(SnsClient sns, SqsClient sqs, Place place, Duration patience) {
        this.queues = new QueueApi(sqs);
        this.topics = new TopicApi(sns);
        this.subscriptions = new SubscriptionApi(sns);
        this.place = place;
        this.patience = patience;
    }

    /**
     * Applies a topology.
     *
     * @param progress hears of each resource once it is as declared
     * @return what {@code progress} heard
     * @throws ApplyFailed names the resource that AWS refused, or the attribute that it ignored
     */
    public List<Applied> apply(Topology topology, Consumer<Applied> progress) {
        List<Applied> all = new ArrayList<>();
        for (Resource resource : DesiredState.of(topology, place).resources()) {
            Applied applied = apply(resource);
            progress.accept(applied);
            all.add(applied);
        }
        return List.copyOf(all);
    }

    private Applied apply(Resource resource) {
        try {
            return switch (resource) {
                case Resource.Queue queue -> apply(queue, queues);
                case Resource.Topic topic -> apply(topic, topics);
                case Resource.Subscription subscription -> apply(subscription, subscriptions);
            };
        } catch (SdkException e) {
            throw ApplyFailed.refused(resource, e);
        }
    }

    private <R extends Resource> Applied apply(R wanted, Api<R> api) {
        Optional<String> existing = api.find(wanted);
        String id = existing.orElseGet(() -> api.create(wanted));
        Map<String, String> before = look(api, id, attributes -> !attributes.isEmpty());
        List<Difference> elsewhere = Difference.between(wanted.identity(), before);
        if (!elsewhere.isEmpty()) {
            throw ApplyFailed.elsewhere(wanted, elsewhere);
        }
        List<Difference> differences = Difference.between(wanted.attributes(), before);
        if (!differences.isEmpty()) {
            set(wanted, api, id, differences);
        }
        if (existing.isEmpty()) {
            return new Applied(wanted, Change.CREATED, List.of());
        }
        return new Applied(wanted, differences.isEmpty() ? Change.UNCHANGED : Change.MENDED, differences);
    }

    private <R extends Resource> void set(R wanted, Api<R> api, String id, List<Difference> differences) {
        Map<String, String> changes = new LinkedHashMap<>();
        differences.forEach(difference -> changes.put(difference.attribute(), difference.wanted()));
        api.set(id, changes);
        Map<String, String> after =
                look(api, id, found -> Difference.between(changes, found).isEmpty());
        List<Difference> ignored = Difference.between(changes, after);
        if (!ignored.isEmpty()) {
            throw ApplyFailed.ignored(wanted, ignored);
        }
    }

    /** The attributes once they are as expected, or else as they are when patience ends. */
    private Map<String, String> look(Api<?> api, String id, Predicate<Map<String, String>> expected) {
        long deadline = System.nanoTime() + patience.toNanos();
        Map<String, String> found = api.attributes(id);
        while (!expected.test(found) && System.nanoTime() < deadline) {
            pause();
            found = api.attributes(id);
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for AWS", e);
        }
    }
}
