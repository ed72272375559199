package dev.invitations.messaging.aws;

import dev.invitations.messaging.Dependency;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.SnsException;

/**
 * Asks SNS now and then whether the topic exists. That SNS is away, or does not let this service ask, is no reason to be
 * unready: every other pod would be so too. Where events can't be handled without publishing others, it is one to wait for.
 */
final class TopicWatch implements Dependency, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Logger LOG = Logger.getLogger(TopicWatch.class);

    private final SnsClient sns;
    private final String arn;
    private final Remedy remedy;
    private final Thread asking;
    private volatile Optional<String> problem = Optional.of("looking for the topic");

    private TopicWatch(SnsClient sns, String arn, Remedy remedy) {
        this.sns = sns;
        this.arn = arn;
        this.remedy = remedy;
        this.asking = Thread.ofVirtual().name("topic-watch").unstarted(this::askAgainAndAgain);
    }

    static TopicWatch start(SnsClient sns, String arn, Remedy remedy) {
        TopicWatch watch = new TopicWatch(sns, arn, remedy);
        watch.asking.start();
        return watch;
    }

    Optional<String> problem() {
        return problem;
    }

    @Override
    public String name() {
        return "the topic " + arn;
    }

    /** A service that may publish need not be allowed to ask: then whether the topic is back only a message can tell. */
    @Override
    public void check() {
        try {
            sns.getTopicAttributes(request -> request.topicArn(arn));
        } catch (SnsException e) {
            if (e instanceof NotFoundException || e.isThrottlingException() || e.statusCode() >= 500) {
                throw e;
            }
        }
    }

    private void askAgainAndAgain() {
        try {
            while (true) {
                Optional<String> found = ask();
                if (found.isPresent() && !found.equals(problem)) {
                    LOG.warn(found.get());
                }
                problem = found;
                Thread.sleep(PAUSE);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private Optional<String> ask() {
        try {
            sns.getTopicAttributes(request -> request.topicArn(arn));
        } catch (NotFoundException e) {
            return Optional.of(remedy.forMissing("the topic " + arn));
        } catch (RuntimeException e) {
            // Whatever it is: a watch that ended here would go on saying what it said last.
            LOG.debugf("whether the topic %s exists is not known: %s", arn, e.getMessage());
        }
        return Optional.empty();
    }

    @Override
    public void close() {
        asking.interrupt();
    }
}
