package dev.invitations.station.bench;

import dev.invitations.station.aws.AwsClients;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

/** Publishes so many messages, and receives all copies of them meanwhile; for so long at most. */
final class Measurement {
    static final int PUBLISHERS = 4;
    /** One for each queue where there are more. */
    static final int RECEIVERS = 4;

    static final int BYTES = 1_024;

    private final AwsClients aws;
    private final Fanout fanout;
    private final int messages;
    private final Duration longest;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger published = new AtomicInteger();
    private final AtomicBoolean allPublished = new AtomicBoolean();
    private final long start = System.nanoTime();

    private Measurement(AwsClients aws, Fanout fanout, int messages, Duration longest) {
        this.aws = aws;
        this.fanout = fanout;
        this.messages = messages;
        this.longest = longest;
    }

    /** @throws ExecutionException where a call fails */
    static Result of(String target, AwsClients aws, int subscriptions, int messages, Duration longest)
            throws ExecutionException, InterruptedException {
        Fanout fanout = Fanout.create(aws, subscriptions);
        try {
            return new Measurement(aws, fanout, messages, longest).run(target);
        } finally {
            fanout.delete(aws);
        }
    }

    private Result run(String target) throws ExecutionException, InterruptedException {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Receiver> receivers = fanout.queueUrls().stream()
                    .map(queue -> new Receiver(aws.sqs(), queue, messages))
                    .toList();
            List<Future<Void>> receiving = IntStream.range(0, Math.max(RECEIVERS, receivers.size()))
                    .mapToObj(i -> receivers.get(i % receivers.size()))
                    .map(receiver -> threads.submit(() -> receiver.receiveUntil(isOver(receiver))))
                    .toList();
            List<Future<Void>> publishing = IntStream.range(0, PUBLISHERS)
                    .mapToObj(_ -> threads.submit(this::publish))
                    .toList();
            try {
                join(publishing);
            } finally {
                allPublished.set(true);
            }
            long answered = System.nanoTime();
            join(receiving);
            long received = receivers.stream().mapToLong(Receiver::lastAt).max().orElse(answered);
            return new Result(
                    target,
                    receivers.size(),
                    published.get(),
                    Duration.ofNanos(answered - start),
                    receivers.stream().mapToInt(Receiver::count).sum(),
                    Duration.ofNanos(received - start));
        }
    }

    private Void publish() {
        for (int id = next.getAndIncrement(); id < messages && !isLate(); id = next.getAndIncrement()) {
            String message = Receiver.message(id, BYTES);
            aws.sns().publish(request -> request.topicArn(fanout.topicArn()).message(message));
            published.incrementAndGet();
        }
        return null;
    }

    private BooleanSupplier isOver(Receiver receiver) {
        return () -> isLate() || allPublished.get() && receiver.count() >= published.get();
    }

    private boolean isLate() {
        return System.nanoTime() - start > longest.toNanos();
    }

    private static void join(List<Future<Void>> tasks) throws ExecutionException, InterruptedException {
        for (Future<Void> task : tasks) {
            task.get();
        }
    }
}
