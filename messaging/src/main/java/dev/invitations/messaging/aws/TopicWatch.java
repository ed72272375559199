package dev.invitations.messaging.aws;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/**
 * Knows whether the topic exists: SNS is asked until it does, and again once a publisher was told that it doesn't. That
 * SNS is away, or does not let this service ask, is no reason to be unready: every other pod would be so too.
 */
final class TopicWatch {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Logger LOG = Logger.getLogger(TopicWatch.class);

    private final SnsClient sns;
    private final String arn;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile Optional<String> problem = Optional.of("looking for the topic");

    TopicWatch(SnsClient sns, String arn) {
        this.sns = sns;
        this.arn = arn;
    }

    Optional<String> problem() {
        return problem;
    }

    void ask() {
        if (asking.compareAndSet(false, true)) {
            Thread.ofVirtual().name("topic-watch").start(this::askUntilThere);
        }
    }

    private void askUntilThere() {
        try {
            while (isMissing()) {
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            asking.set(false);
        }
    }

    private boolean isMissing() {
        try {
            sns.getTopicAttributes(request -> request.topicArn(arn));
            problem = Optional.empty();
        } catch (NotFoundException e) {
            problem = Optional.of("the topic " + arn + " does not exist: ./station apply creates it");
            LOG.warn(problem.orElseThrow());
        } catch (SdkException | IllegalStateException e) {
            // A client that is closed throws the latter: the service stops.
            LOG.debugf("whether the topic %s exists is not known: %s", arn, e.getMessage());
            problem = Optional.empty();
        }
        return problem.isPresent();
    }
}
