package dev.invitations.topology.doctor;

import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Reason;
import dev.invitations.topology.aws.SubscriptionApi;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** Subscriptions that nobody has declared: they carry messages to somebody else, or into nothing. */
record Orphans(SqsClient sqs, Place place, Remedies remedies) {
    private static final String ORPHANED = "orphaned";

    /** @param declared the endpoints of the declared subscriptions */
    Stream<Finding> among(List<Subscription> subscriptions, Set<String> declared) {
        return subscriptions.stream()
                .filter(subscription -> !declared.contains(subscription.endpoint()))
                // Nothing is sent there, and SNS forgets it after three days.
                .filter(subscription -> !subscription.subscriptionArn().equals(SubscriptionApi.PENDING))
                .map(subscription -> isToQueueHere(subscription) ? examine(subscription) : undeclared(subscription));
    }

    private boolean isToQueueHere(Subscription subscription) {
        return subscription.protocol().equals("sqs")
                && subscription.endpoint().equals(place.queueArn(queue(subscription)));
    }

    private Finding examine(Subscription subscription) {
        Subject subject = subject(subscription);
        try {
            sqs.getQueueUrl(request -> request.queueName(queue(subscription)));
            return undeclared(subscription);
        } catch (QueueDoesNotExistException e) {
            return subject.problem(
                    ORPHANED,
                    "it is not declared, and its queue " + subscription.endpoint() + " doesn't exist",
                    remedies.unsubscribe(subscription.subscriptionArn()));
        } catch (AwsServiceException e) {
            return subject.unknown(ORPHANED, "whether its queue exists can't be told: " + Reason.of(e));
        }
    }

    private Finding undeclared(Subscription subscription) {
        return subject(subscription)
                .warning(
                        "declared",
                        "it is not declared, and " + subscription.endpoint()
                                + " gets a copy of what its filter lets pass: who has taken its place does the same"
                                + " work once more",
                        remedies.prune());
    }

    private Subject subject(Subscription subscription) {
        return new Subject(
                Resource.SUBSCRIPTION,
                isToQueueHere(subscription)
                        ? queue(subscription)
                        : subscription.protocol() + " " + subscription.endpoint());
    }

    private static String queue(Subscription subscription) {
        return subscription.endpoint().substring(subscription.endpoint().lastIndexOf(':') + 1);
    }
}
