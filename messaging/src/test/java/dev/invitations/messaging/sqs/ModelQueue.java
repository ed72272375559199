package dev.invitations.messaging.sqs;

import dev.invitations.messaging.sqs.Faults.Call;
import dev.invitations.messaging.sqs.Faults.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sqs.model.Message;

/** The model's queue as one process reaches it. */
final class ModelQueue implements Queue {
    private final String owner;
    private final ModelSqs sqs;
    private final Faults faults;
    private volatile boolean isDead;
    private volatile IntConsumer beforeReceive = _ -> {};
    private volatile boolean receivesInVain;
    private final List<Integer> receives = new CopyOnWriteArrayList<>();
    private final List<Made> made = new CopyOnWriteArrayList<>();

    /**
     * A call that was made.
     *
     * @param size how many messages it asked for, or was about
     */
    record Made(Call call, int size, Instant at) {}

    ModelQueue(String owner, ModelSqs sqs, Faults faults) {
        this.owner = owner;
        this.sqs = sqs;
        this.faults = faults;
    }

    /** Looks, before each receive, whether so many messages may be received. */
    void beforeReceive(IntConsumer check) {
        beforeReceive = check;
    }

    /** The process is dead. Its receives may go on for SQS, which doesn't know. */
    void die(boolean receivesGoOn) {
        isDead = true;
        if (!receivesGoOn) {
            sqs.polls(this).forEach(sqs::end);
        }
    }

    /** A receive that is aborted from now on was answered all the same, and nobody hears of it. */
    void receiveInVain() {
        receivesInVain = true;
    }

    /** The receives that are under way: how many messages each asks for. */
    List<Integer> receives() {
        return List.copyOf(receives);
    }

    private void made(Call call, int size) {
        made.add(new Made(call, size, sqs.now()));
        sqs.history().add("%s: %s of %d", owner, call, size);
    }

    /** All calls of a kind that were made from here, in their order. */
    List<Made> made(Call call) {
        return made.stream().filter(one -> one.call() == call).toList();
    }

    private void whileAlive() {
        while (isDead) {
            LockSupport.park();
            Thread.interrupted();
        }
    }

    private Optional<Fault> strike(Call call, Runnable struck) {
        whileAlive();
        Optional<Fault> fault = faults.strike(call, struck);
        whileAlive();
        if (fault.equals(Optional.of(Fault.REFUSED))) {
            throw SdkClientException.create("the call is refused");
        }
        return fault;
    }

    private static void unlessLost(Optional<Fault> fault) {
        if (fault.equals(Optional.of(Fault.ANSWER_LOST))) {
            throw SdkClientException.create("the answer is lost");
        }
    }

    @Override
    public void look() {
        whileAlive();
    }

    @Override
    public List<Message> receive(int most, Duration wait) {
        whileAlive();
        beforeReceive.accept(most);
        receives.add(most);
        made(Call.RECEIVE, most);
        try {
            return receiveNow(most, wait);
        } finally {
            receives.remove((Object) most);
        }
    }

    private List<Message> receiveNow(int most, Duration wait) {
        Optional<Fault> fault = strike(Call.RECEIVE, () -> {});
        Poll poll = sqs.receive(this, most, wait);
        try {
            List<Message> messages = poll.await();
            whileAlive();
            unlessLost(fault);
            return messages;
        } catch (InterruptedException e) {
            if (!receivesInVain) {
                sqs.end(poll);
            }
            whileAlive();
            Thread.currentThread().interrupt();
            throw SdkClientException.create("aborted", e);
        }
    }

    @Override
    public List<Refusal> delete(List<String> receiptHandles) {
        made(Call.DELETE, receiptHandles.size());
        Optional<Fault> fault = strike(Call.DELETE, () -> {});
        List<Refusal> refusals =
                inBatch(receiptHandles.size(), fault, index -> sqs.delete(index, receiptHandles.get(index)));
        unlessLost(fault);
        return refusals;
    }

    @Override
    public List<Refusal> hide(List<Hiding> hidings) {
        made(Call.HIDE, hidings.size());
        Optional<Fault> fault = strike(
                Call.HIDE,
                () -> hidings.forEach(
                        hiding -> sqs.receipt(hiding.receiptHandle()).tamper()));
        List<Refusal> refusals = inBatch(hidings.size(), fault, index -> sqs.hide(index, hidings.get(index)));
        unlessLost(fault);
        return refusals;
    }

    private static List<Refusal> inBatch(int size, Optional<Fault> fault, IntFunction<Optional<Refusal>> entry) {
        if (size < 1 || size > BATCH) {
            throw new IllegalArgumentException("a batch of " + size);
        }
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            if (i == 0 && fault.equals(Optional.of(Fault.ENTRY_REFUSED))) {
                refusals.add(new Refusal(i, "InternalError: try again", false));
            } else if (i == 0 && fault.equals(Optional.of(Fault.ENTRY_REFUSED_FOR_GOOD))) {
                refusals.add(new Refusal(i, "ReceiptHandleIsInvalid: never", true));
            } else {
                entry.apply(i).ifPresent(refusals::add);
            }
        }
        return refusals;
    }

    @Override
    public void send(Letter letter) {
        throw new UnsupportedOperationException("a subscriber sends nothing to its own queue");
    }

    @Override
    public void forget() {
        // There is nothing to be found again.
    }

    @Override
    public String toString() {
        return owner;
    }

    /** The dead-letter queue as the same process reaches it. */
    Queue deadLetters() {
        return new DeadLetters();
    }

    private final class DeadLetters implements Queue {
        @Override
        public void look() {
            whileAlive();
            if (faults.isDeadLetterQueueMissing()) {
                throw new QueueMissing("there is no dead-letter queue");
            }
        }

        @Override
        public void send(Letter letter) {
            Optional<Fault> fault = strike(Call.SEND, () -> {});
            look();
            sqs.bury(letter);
            unlessLost(fault);
        }

        @Override
        public List<Message> receive(int most, Duration wait) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Refusal> delete(List<String> receiptHandles) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Refusal> hide(List<Hiding> hidings) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void forget() {
            // There is nothing to be found again.
        }
    }
}
