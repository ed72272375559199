package dev.invitations.messaging.sqs;

import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Handlers that wait until a test says what they come to. */
final class Handlers {
    private final ModelSqs sqs;
    private final History history;
    private final List<Call> calls = new ArrayList<>();
    private final Set<Stored> handled = new HashSet<>();

    Handlers(ModelSqs sqs, History history) {
        this.sqs = sqs;
        this.history = history;
    }

    /** A handler at work. */
    final class Call {
        private final Worker worker;
        private final Receipt receipt;
        private final CompletableFuture<Supplier<Outcome>> answer = new CompletableFuture<>();
        private volatile boolean isStubborn;
        private volatile boolean wasInterrupted;

        private Call(Worker worker, Receipt receipt) {
            this.worker = worker;
            this.receipt = receipt;
        }

        Worker worker() {
            return worker;
        }

        Receipt receipt() {
            return receipt;
        }

        /** It doesn't heed interrupts from now on. */
        void ignoresInterrupts() {
            isStubborn = true;
        }

        /** It was asked to end and didn't. */
        boolean wentOn() {
            return wasInterrupted;
        }

        void end(Supplier<Outcome> outcome) {
            answer.complete(outcome);
        }

        private Outcome await() {
            while (true) {
                try {
                    return answer.get().get();
                } catch (InterruptedException e) {
                    if (!isStubborn) {
                        history.add("handler of %s is interrupted", receipt);
                        return new Outcome.Failed(Duration.ZERO);
                    }
                    wasInterrupted = true;
                    history.add("handler of %s does not heed its interrupt", receipt);
                } catch (ExecutionException e) {
                    throw new IllegalStateException(e);
                }
            }
        }

        @Override
        public String toString() {
            return receipt + " at " + worker;
        }
    }

    Outcome handle(Worker worker, Received received) {
        Call call = new Call(worker, sqs.receipt(Receipt.handle(received.id(), received.receiveCount())));
        begin(call);
        try {
            Outcome outcome = call.await();
            end(call, outcome);
            return outcome;
        } finally {
            end(call);
        }
    }

    private synchronized void begin(Call call) {
        calls.stream()
                .filter(other -> other.receipt.stored() == call.receipt.stored())
                .filter(other -> other.worker.isAlive() && !other.wentOn())
                .filter(other -> !other.receipt.isTampered() && !call.receipt.isTampered())
                .forEach(other -> sqs.violated(call + " begins while " + other + " is at work"));
        history.add("handler of %s begins", call);
        calls.add(call);
    }

    private synchronized void end(Call call) {
        calls.remove(call);
    }

    private synchronized void end(Call call, Outcome outcome) {
        history.add("handler of %s: %s", call, outcome);
        call.receipt.end(outcome);
        if (outcome instanceof Outcome.Done && handled.add(call.receipt.stored()) && !call.wasInterrupted) {
            sqs.before(call.receipt.stored()).stream()
                    .filter(message -> !handled.contains(message))
                    .forEach(message -> sqs.violated(call + " ends before " + message + " does"));
        }
    }

    synchronized boolean isHandled(Stored message) {
        return handled.contains(message);
    }

    synchronized List<Call> atWork(Predicate<Call> which) {
        return calls.stream().filter(which).toList();
    }
}
