package dev.invitations.topology.doctor;

import dev.invitations.topology.Place;
import dev.invitations.topology.aws.Reason;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Subscriptions that nobody has declared and whose queues are gone: they carry messages into nothing. */
record Orphans(SqsClient sqs, Place place, Remedies remedies) {
    private static final String CHECK = "orphaned";

    /** @param declared the endpoints of the declared subscriptions */
    Stream<Finding> among(List<Subscription> subscriptions, Set<String> declared) {
        return subscriptions.stream()
                .filter(subscription -> subscription.protocol().equals("sqs"))
                .filter(subscription -> !declared.contains(subscription.endpoint()))
                .filter(subscription -> subscription.endpoint().equals(place.queueArn(name(subscription))))
                .flatMap(subscription -> examine(subscription).stream());
    }

    private Optional<Finding> examine(Subscription subscription) {
        Subject subject = new Subject("subscription", name(subscription));
        try {
            sqs.getQueueUrl(request -> request.queueName(name(subscription)));
            return Optional.empty();
        } catch (QueueDoesNotExistException e) {
            return Optional.of(subject.problem(
                    CHECK,
                    "it is not declared, and its queue " + subscription.endpoint() + " doesn't exist",
                    remedies.unsubscribe(subscription.subscriptionArn())));
        } catch (AwsServiceException e) {
            return Optional.of(subject.unknown(CHECK, "whether its queue exists can't be told: " + Reason.of(e)));
        }
    }

    private static String name(Subscription subscription) {
        return subscription.endpoint().substring(subscription.endpoint().lastIndexOf(':') + 1);
    }
}
