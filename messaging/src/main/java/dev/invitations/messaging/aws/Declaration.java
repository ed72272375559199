package dev.invitations.messaging.aws;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Api;
import dev.invitations.topology.aws.QueueApi;
import dev.invitations.topology.aws.SubscriptionApi;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** What a subscription needs on AWS, compared with what is there. It changes nothing. */
record Declaration(List<Resource> resources, QueueApi queues, SubscriptionApi subscriptions, Remedy remedy) {
    Declaration(List<Resource> resources, SnsClient sns, SqsClient sqs, Remedy remedy) {
        this(resources, new QueueApi(sqs), new SubscriptionApi(sns), remedy);
    }

    /**
     * The first that is not as declared, and what would mend it.
     *
     * @throws SdkException where AWS is away, or doesn't let this service look
     */
    Optional<String> problem() {
        return resources.stream()
                .flatMap(resource -> problemOf(resource).stream())
                .findFirst();
    }

    private Optional<String> problemOf(Resource resource) {
        return switch (resource) {
            case Resource.Queue queue -> problemOf(queue, queues);
            case Resource.Subscription subscription -> problemOf(subscription, subscriptions);
            // The topic is watched for as long as the service runs.
            case Resource.Topic topic -> Optional.empty();
        };
    }

    private <R extends Resource> Optional<String> problemOf(R wanted, Api<R> api) {
        String what = "the " + wanted.kind() + " " + wanted.name();
        Optional<String> id = api.find(wanted);
        if (id.filter(SubscriptionApi.PENDING::equals).isPresent()) {
            return Optional.of(remedy.forDifferent(what, SubscriptionApi.PENDING));
        }
        Map<String, String> found = id.map(api::attributes).orElse(Map.of());
        if (found.isEmpty()) {
            return Optional.of(remedy.forMissing(what));
        }
        String differences = Stream.of(wanted.identity(), wanted.attributes())
                .flatMap(declared -> Difference.between(declared, found).stream())
                .map(Difference::toString)
                .collect(Collectors.joining(", "));
        return differences.isEmpty() ? Optional.empty() : Optional.of(remedy.forDifferent(what, differences));
    }
}
