package dev.invitations.messaging.memory;

import dev.invitations.contract.ProbeMessage;
import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import dev.invitations.messaging.carrier.DeadLetter;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outcome;
import dev.invitations.messaging.carrier.Received;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One subscription: its queue, who handles it, and its dead-letter queue. */
final class MemorySubscription {
    private final QueueSubscription declared;
    private final ScheduledExecutorService timer;
    private final Queue<Received> queue = new ArrayDeque<>();
    private final List<Message> deadLetters = new ArrayList<>();
    private Optional<Function<Received, Outcome>> handler = Optional.empty();
    private final Phaser handling = new Phaser(1);

    MemorySubscription(QueueSubscription declared, ScheduledExecutorService timer) {
        this.declared = declared;
        this.timer = timer;
    }

    void offer(Message message) {
        if (ProbeMessage.idIn(message.attributes()).isPresent()) {
            return;
        }
        Map<String, MessageAttribute> attributes = message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttribute.string(entry.getValue())));
        if (declared.filter().matches(message.body(), attributes)) {
            enqueue(new Received(UUID.randomUUID().toString(), message, 1));
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

    private synchronized void enqueue(Received received) {
        queue.add(received);
        deliver();
    }

    private synchronized void deliver() {
        handler.ifPresent(handle -> {
            for (Received received = queue.poll(); received != null; received = queue.poll()) {
                Received next = received;
                handling.register();
                Thread.startVirtualThread(() -> {
                    try {
                        settle(next, handle.apply(next));
                    } finally {
                        handling.arriveAndDeregister();
                    }
                });
            }
        });
    }

    private void settle(Received received, Outcome outcome) {
        switch (outcome) {
            case Outcome.Done done -> {}
            case Outcome.Refuse refused -> bury(DeadLetter.of(received, refused, declared.name()));
            case Outcome.Again again -> {
                if (received.receiveCount() >= declared.maxReceives()) {
                    bury(received.message());
                } else {
                    timer.schedule(
                            () -> enqueue(new Received(received.id(), received.message(), received.receiveCount() + 1)),
                            again.delay().toMillis(),
                            TimeUnit.MILLISECONDS);
                }
            }
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
