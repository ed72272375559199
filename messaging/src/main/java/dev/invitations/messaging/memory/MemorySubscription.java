package dev.invitations.messaging.memory;

import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Attempt;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.DeadLetter;
import dev.invitations.messaging.carrier.Heartbeats;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import dev.invitations.messaging.carrier.Time;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One subscription: its queue, who handles it, and its dead-letter queue. */
final class MemorySubscription {
    private final QueueSubscription declared;
    private final Time time;
    private final Heartbeats<HandedOut> heartbeats;
    private final Queue<Waiting> queue = new ArrayDeque<>();
    private final List<Message> deadLetters = new ArrayList<>();
    private Optional<Function<Received, Outcome>> handler = Optional.empty();
    private final Phaser handling = new Phaser(1);

    MemorySubscription(QueueSubscription declared, Time time) {
        this.declared = declared;
        this.time = time;
        this.heartbeats = new Heartbeats<>(time, declared.visibilityTimeout(), declared.handlerTimeout(), new Keeper());
        heartbeats.start();
    }

    void offer(Message message) {
        if (ProbeMessage.idIn(message.attributes()).isPresent()) {
            return;
        }
        Map<String, MessageAttribute> attributes = message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttribute.string(entry.getValue())));
        if (declared.filter().matches(message.body(), attributes)) {
            enqueue(new Waiting(UUID.randomUUID().toString(), message, 1));
        }
    }

    synchronized Consumption consume(Function<Received, Outcome> newHandler) {
        handler = Optional.of(newHandler);
        deliver();
        return new Consumption() {
            @Override
            public Optional<String> problem() {
                return Optional.empty();
            }

            @Override
            public void close() {
                stop();
            }
        };
    }

    synchronized List<Message> deadLetters() {
        return List.copyOf(deadLetters);
    }

    private synchronized void enqueue(Waiting waiting) {
        queue.add(waiting);
        deliver();
    }

    private synchronized void deliver() {
        handler.ifPresent(handle -> {
            for (Waiting next = queue.poll(); next != null; next = queue.poll()) {
                Waiting delivered = next;
                handling.register();
                Thread.startVirtualThread(() -> deliver(delivered, handle));
            }
        });
    }

    private void deliver(Waiting waiting, Function<Received, Outcome> handle) {
        HandedOut attempt = new HandedOut(waiting);
        attempt.begin(time.nanos());
        heartbeats.add(attempt);
        Outcome outcome = handle.apply(new Received(waiting.id(), waiting.message(), waiting.receives(), attempt));
        heartbeats.remove(attempt);
        if (attempt.end()) {
            settle(waiting, outcome);
        }
    }

    private void settle(Waiting waiting, Outcome outcome) {
        try {
            switch (outcome) {
                case Outcome.Done done -> {}
                case Outcome.Refuse refused -> {
                    Map<String, String> attributes = DeadLetter.attributes(
                            waiting.message().attributes(), waiting.receives(), refused, Function.identity());
                    bury(new Message(waiting.message().body(), attributes));
                }
                case Outcome.Again again -> comeBack(waiting, again.delay());
            }
        } finally {
            handling.arriveAndDeregister();
        }
    }

    private void comeBack(Waiting waiting, Duration delay) {
        if (waiting.receives() >= declared.maxReceives()) {
            bury(waiting.message());
        } else {
            time.after(delay, () -> enqueue(new Waiting(waiting.id(), waiting.message(), waiting.receives() + 1)));
        }
    }

    /**
     * A message in the queue.
     *
     * @param receives how often it will have been received with the next time
     */
    private record Waiting(String id, Message message, int receives) {}

    private static final class HandedOut extends Attempt {
        private final Waiting message;

        HandedOut(Waiting message) {
            this.message = message;
        }

        @Override
        public String toString() {
            return "message %s at receive %d".formatted(message.id(), message.receives());
        }
    }

    private final class Keeper implements Heartbeats.Keeper<HandedOut> {
        @Override
        public void keepHidden(Collection<HandedOut> attempts) {
            // Nobody else gets what is in hand here.
        }

        @Override
        public void giveBack(HandedOut attempt) {
            settle(attempt.message, new Outcome.Later(Duration.ZERO));
        }
    }

    private synchronized void bury(Message message) {
        deadLetters.add(message);
    }

    private void stop() {
        synchronized (this) {
            handler = Optional.empty();
        }
        handling.arriveAndAwaitAdvance();
    }
}
