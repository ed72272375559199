package dev.invitations.messaging.sqs;

import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.VirtualTime;
import dev.invitations.messaging.sqs.Queue.Hiding;
import dev.invitations.messaging.sqs.Queue.Letter;
import dev.invitations.messaging.sqs.Queue.Refusal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.model.Message;

/**
 * A queue and its dead-letter queue as SQS's guide describes them, in virtual time. It notes what a subscriber must never
 * do.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html">SQS:
 *     visibility timeout</a>
 */
final class ModelSqs {
    private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

    private final VirtualTime time;
    private final History history;
    private final QueueSubscription subscription;
    private final boolean olderHandlesDelete;
    private final List<Stored> queue = new ArrayList<>();
    private final List<Letter> refused = new ArrayList<>();
    private final List<Stored> usedUp = new ArrayList<>();
    private final List<Poll> polls = new ArrayList<>();
    private final Map<String, Receipt> receipts = new HashMap<>();
    private final List<String> violations = new ArrayList<>();
    private int sent;

    /**
     * @param olderHandlesDelete whether a receipt handle still deletes a message that was received again; in a standard
     *     queue SQS may do either
     */
    ModelSqs(VirtualTime time, History history, QueueSubscription subscription, boolean olderHandlesDelete) {
        this.time = time;
        this.history = history;
        this.subscription = subscription;
        this.olderHandlesDelete = olderHandlesDelete;
    }

    /**
     * @param group counts only where the queue is FIFO
     */
    synchronized List<Stored> send(String group, List<String> bodies) {
        List<Stored> messages = bodies.stream()
                .map(body ->
                        new Stored("m" + sent++, body, subscription.fifo() ? group : null, time.now(), time.nanos()))
                .toList();
        queue.addAll(messages);
        handOut();
        return messages;
    }

    synchronized Poll receive(ModelQueue by, int most, Duration wait) {
        Poll poll = new Poll(by, most);
        polls.add(poll);
        handOut();
        if (!poll.hasEnded()) {
            time.at(time.nanos() + wait.toNanos(), () -> end(poll));
        }
        return poll;
    }

    synchronized void end(Poll poll) {
        if (polls.remove(poll)) {
            poll.end(List.of());
        }
    }

    /** What is open to be received goes to those that wait, the longest first. */
    private void handOut() {
        for (Poll poll : List.copyOf(polls)) {
            List<Message> messages = take(poll);
            if (!messages.isEmpty()) {
                polls.remove(poll);
                poll.end(messages);
            }
        }
    }

    private List<Message> take(Poll poll) {
        List<Message> taken = new ArrayList<>();
        for (Stored message : receivable()) {
            if (message.receives() >= subscription.maxReceives()) {
                queue.remove(message);
                history.add("%s has used up its receives", message);
                usedUp.add(message);
            } else if (taken.size() < poll.most()) {
                Receipt receipt = message.receive(poll.by(), time.nanos());
                receipts.put(receipt.handle(), receipt);
                hide(message, subscription.visibilityTimeout());
                history.add("%s receives %s", poll.by(), receipt);
                taken.add(receipt.message());
            }
        }
        return taken;
    }

    /** All that a receive could bring now. */
    synchronized List<Stored> receivable() {
        Set<String> held = queue.stream()
                .filter(message -> subscription.fifo() && message.isInFlight(time.nanos()))
                .map(Stored::group)
                .collect(Collectors.toSet());
        return queue.stream()
                .filter(message -> !message.isHidden(time.nanos()) && !held.contains(message.group()))
                .toList();
    }

    private void hide(Stored message, Duration duration) {
        message.hideUntil(time.nanos() + duration.toNanos());
        time.at(time.nanos() + duration.toNanos(), () -> {
            synchronized (this) {
                handOut();
            }
        });
    }

    /** A standard queue may deliver a message again though it is in flight. */
    synchronized void surface(Stored message) {
        if (!subscription.fifo() && message.isInFlight(time.nanos())) {
            message.receipt().tamper();
            message.hideUntil(time.nanos());
            handOut();
        }
    }

    synchronized Optional<Refusal> delete(int index, String handle) {
        Receipt receipt = receipts.get(handle);
        history.add("%s deletes %s", receipt.by(), receipt);
        if (!receipt.isHandled() && !isBuried(receipt.stored())) {
            violations.add(receipt + " is deleted, but was neither handled nor refused");
        }
        if (receipt.isReturned()) {
            violations.add(receipt + " is deleted after it was given back");
        }
        boolean isCurrent = receipt == receipt.stored().receipt();
        if (subscription.fifo() && (!isCurrent || !receipt.stored().isHidden(time.nanos()))) {
            return Optional.of(new Refusal(index, "the receipt handle has expired", true));
        }
        if (isCurrent || olderHandlesDelete) {
            queue.remove(receipt.stored());
            handOut();
        }
        return Optional.empty();
    }

    private boolean isBuried(Stored message) {
        return refused.stream().anyMatch(letter -> letter.body().equals(message.body()));
    }

    synchronized Optional<Refusal> hide(int index, Hiding hiding) {
        Receipt receipt = receipts.get(hiding.receiptHandle());
        Stored message = receipt.stored();
        history.add("%s hides %s for %s", receipt.by(), receipt, hiding.time());
        int seconds = hiding.seconds();
        boolean isReturn = seconds != subscription.visibilityTimeout().toSeconds();
        if (receipt.isReturned()) {
            violations.add(receipt + " is hidden for " + hiding.time() + " after it was given back");
        }
        if (isReturn) {
            receipt.giveBack();
        }
        if (time.nanos() + Duration.ofSeconds(seconds).toNanos() > receipt.at() + LONGEST_HIDDEN.toNanos()) {
            return Optional.of(new Refusal(index, "InvalidParameterValue: more than twelve hours in all", true));
        }
        if (!queue.contains(message) || receipt != message.receipt() || !message.isHidden(time.nanos())) {
            return Optional.of(new Refusal(index, "the message is not in flight", true));
        }
        hide(message, Duration.ofSeconds(seconds));
        handOut();
        return Optional.empty();
    }

    synchronized void bury(Letter letter) {
        history.add("buried: %s", letter.body().split(" ")[0]);
        refused.add(letter);
    }

    synchronized Receipt receipt(String handle) {
        return receipts.get(handle);
    }

    /** A subscriber asked for that though it must not. */
    synchronized void violated(String what) {
        violations.add(what);
    }

    synchronized List<String> violations() {
        return List.copyOf(violations);
    }

    History history() {
        return history;
    }

    Instant now() {
        return time.now();
    }

    synchronized List<Stored> messages() {
        return List.copyOf(queue);
    }

    /** Those of its group that were sent before it, and are neither deleted nor in the dead-letter queue. */
    synchronized List<Stored> before(Stored message) {
        return queue.stream()
                .limit(Math.max(0, queue.indexOf(message)))
                .filter(other -> subscription.fifo() && other.group().equals(message.group()))
                .filter(other -> !isBuried(other))
                .toList();
    }

    /** Those whose receives were used up. */
    synchronized List<Stored> usedUp() {
        return List.copyOf(usedUp);
    }

    synchronized List<Letter> refused() {
        return List.copyOf(refused);
    }

    synchronized List<Poll> polls(ModelQueue by) {
        return polls.stream().filter(poll -> poll.by() == by).toList();
    }
}
