package dev.invitations.messaging.sns;

import static dev.invitations.messaging.PublishFailed.Kind.INTERRUPTED;
import static dev.invitations.messaging.PublishFailed.Kind.TIMED_OUT;
import static dev.invitations.messaging.PublishFailed.Kind.UNAVAILABLE;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Outgoing;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One batch on its way: tried until each message is taken or refused, or there is no more time for it.
 *
 * <p>It is tried on a thread of its own, since nothing else bounds every wait: the SDK's time-outs begin only after it
 * has its credentials, and no name lookup heeds an interrupt.
 */
final class Publication {
    private final PublishCall call;
    private final List<Outgoing> batch;
    private final PublishLimits limits;
    private final PublishReport report;
    private final long start = System.nanoTime();

    /** For each message why it is not taken: what is never heard of has failed. */
    private final List<Optional<PublishFailed>> fates;

    private List<Integer> pending;

    Publication(PublishCall call, List<Outgoing> batch, PublishLimits limits, PublishReport report) {
        this.call = call;
        this.batch = batch;
        this.limits = limits;
        this.report = report;
        this.pending = IntStream.range(0, batch.size()).boxed().toList();
        this.fates = new ArrayList<>(Collections.nCopies(
                batch.size(), Optional.of(PublishFailed.ofTopic(UNAVAILABLE, "publishing broke off"))));
    }

    /** For each message, in order: empty where the topic took it, else why not. Returns in time, whatever happens. */
    List<Optional<PublishFailed>> await() {
        Thread thread =
                Thread.ofVirtual().name("publish").start(Context.current().wrap(this::tryUntilSettled));
        try {
            if (!thread.join(limits.timeout())) {
                abandon(PublishFailed.ofTopic(TIMED_OUT, "no answer within " + limits.timeout()));
            }
        } catch (InterruptedException _) {
            abandon(PublishFailed.ofTopic(INTERRUPTED, "interrupted before the answer came"));
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
        return fates();
    }

    private void tryUntilSettled() {
        try {
            List<Integer> tried = pending();
            for (int attempt = 1; !tried.isEmpty(); attempt++) {
                settle(tried, call.publish(tried.stream().map(batch::get).toList(), limits.attemptTimeout()));
                tried = pending();
                Duration pause = limits.backoff().after(attempt);
                if (tried.isEmpty() || attempt == limits.attempts() || pause.compareTo(timeLeft()) >= 0) {
                    return;
                }
                report.retrying(tried.stream().map(batch::get).toList(), fatesOf(tried), pause, attempt);
                Thread.sleep(pause);
                tried = pending();
            }
        } catch (InterruptedException _) {
            // Abandoned, and whoever waited knows.
        }
    }

    private synchronized void settle(List<Integer> tried, List<Optional<PublishFailed>> answers) {
        if (pending.isEmpty()) {
            return;
        }
        List<Integer> again = new ArrayList<>();
        for (int i = 0; i < tried.size(); i++) {
            Optional<PublishFailed> answer = answers.get(i);
            fates.set(tried.get(i), answer);
            if (answer.filter(PublishErrors::isPassing).isPresent()) {
                again.add(tried.get(i));
            }
        }
        pending = again;
    }

    /** What is said after this counts no more: the caller has its answer by then. */
    private synchronized void abandon(PublishFailed why) {
        pending.forEach(index -> fates.set(index, Optional.of(why)));
        pending = List.of();
    }

    private synchronized List<Integer> pending() {
        return pending;
    }

    /** A topic that takes some of a batch is not away. */
    private synchronized List<Optional<PublishFailed>> fates() {
        if (fates.stream().noneMatch(Optional::isEmpty)) {
            return List.copyOf(fates);
        }
        return fates.stream()
                .map(fate -> fate.map(failure -> PublishFailed.ofEvent(failure.kind(), failure.getMessage())))
                .toList();
    }

    private synchronized List<PublishFailed> fatesOf(List<Integer> some) {
        return some.stream().map(fates::get).flatMap(Optional::stream).toList();
    }

    private Duration timeLeft() {
        return limits.timeout().minusNanos(System.nanoTime() - start);
    }
}
