package dev.invitations.messaging.aws;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.PubSubConfig;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * Receives from a subscription's queue by long polling and handles each message on a virtual thread, a bounded number
 * at once. A message is deleted only after its handler returned, so a process that dies gives all of them back.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-short-and-long-polling.html">SQS:
 *     long polling</a>
 */
final class SqsConsumption implements Consumption {
    private static final int LONG_POLL_SECONDS = 20;
    private static final int MOST_RECEIVED = 10;
    private static final Duration SHORTEST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Logger LOG = Logger.getLogger(SqsConsumption.class);

    private final QueueSubscription subscription;
    private final Function<Received, Outcome> handler;
    private final SubscriptionCheck check;
    private final SqsQueue queue;
    private final SqsQueue deadLetters;
    private final ProbeAnswers probes;
    private final Settlement settlement;
    private final int maxInFlight;
    private final Semaphore free;
    private final Duration drain;
    private final List<Thread> receivers = new ArrayList<>();
    private volatile boolean stopping;
    private volatile Optional<String> problem = Optional.of("starting to receive");

    private SqsConsumption(
            SqsClient sqs,
            QueueSubscription subscription,
            Function<Received, Outcome> handler,
            PubSubConfig config,
            Remedy remedy,
            SubscriptionCheck check) {
        this.subscription = subscription;
        this.handler = handler;
        this.check = check;
        this.queue = new SqsQueue(sqs, subscription.queue(), remedy);
        this.deadLetters = new SqsQueue(sqs, subscription.deadLetterQueue(), remedy);
        this.probes = new ProbeAnswers(sqs, subscription, remedy);
        this.settlement = new Settlement(
                queue, deadLetters, subscription, missing -> problem = Optional.of(missing.getMessage()));
        this.maxInFlight = config.maxInFlight();
        this.free = new Semaphore(maxInFlight);
        this.drain = config.drain();
    }

    static SqsConsumption start(
            SqsClient sqs,
            QueueSubscription subscription,
            Function<Received, Outcome> handler,
            PubSubConfig config,
            Remedy remedy,
            SubscriptionCheck check) {
        SqsConsumption consumption = new SqsConsumption(sqs, subscription, handler, config, remedy, check);
        for (int i = 0; i < config.receivers(); i++) {
            consumption.receivers.add(Thread.ofVirtual()
                    .name(subscription.name() + "-receiver-" + i)
                    .start(consumption::receive));
        }
        return consumption;
    }

    @Override
    public Optional<String> problem() {
        return problem.or(check::problem);
    }

    @Override
    public Optional<String> doubt() {
        return check.doubt();
    }

    private void receive() {
        Duration pause = SHORTEST_PAUSE;
        while (!stopping) {
            int permits = 0;
            try {
                permits = acquire();
                // The first look, and the first one after a problem, is short, and tells whether all is there.
                boolean doubt = problem.isPresent();
                if (doubt) {
                    deadLetters.url();
                }
                List<Message> messages = queue.receive(permits, doubt ? 0 : LONG_POLL_SECONDS);
                if (doubt) {
                    problem = Optional.empty();
                }
                messages.forEach(this::handle);
                permits -= messages.size();
                pause = SHORTEST_PAUSE;
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                // Whatever it is: a receiver that ended here would leave a worker that looks well and does nothing.
                if (!stopping) {
                    pause = pauseAfter(e, pause);
                }
            } finally {
                free.release(permits);
            }
        }
    }

    /** Waits for a free place, then takes as many as there are, up to what one receive can bring. */
    private int acquire() throws InterruptedException {
        free.acquire();
        int permits = 1;
        while (permits < MOST_RECEIVED && free.tryAcquire()) {
            permits++;
        }
        return permits;
    }

    private Duration pauseAfter(RuntimeException e, Duration pause) {
        problem = Optional.of(
                e instanceof QueueMissing
                        ? e.getMessage()
                        : "can't receive from " + subscription.queue() + ": " + e.getMessage());
        LOG.warnf("%s: %s; trying again in %s", subscription.name(), problem.orElseThrow(), pause);
        queue.forget();
        try {
            Thread.sleep(pause);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        Duration doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void handle(Message message) {
        Thread.ofVirtual().name(subscription.name() + "-" + message.messageId()).start(() -> {
            try {
                Received received = SqsQueue.received(message);
                Outcome outcome = probes.isAnswered(received)
                        ? new Outcome.Done()
                        : settlement.keepHidden(message, () -> handler.apply(received));
                settlement.settle(message, received, outcome);
            } finally {
                free.release();
            }
        });
    }

    @Override
    public void close() {
        stopping = true;
        check.close();
        receivers.forEach(Thread::interrupt);
        try {
            if (!free.tryAcquire(maxInFlight, drain.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.warnf(
                        "%s: handlers are still at work after %s; their messages come back by themselves",
                        subscription.name(), drain);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        settlement.close();
    }
}
