package dev.invitations.bench.contender;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * A process that receives from the benchmark's queue. What it is to do with a message, the driver tells it over a
 * connection, on which it also asks how far it is; when the driver ends, so does the process.
 */
public final class Contender {
    /** The system property with the port at which the driver listens. */
    public static final String DRIVER = "bench.driver";

    /** The system property with the endpoint of SQS. */
    public static final String ENDPOINT = "bench.endpoint";

    /** The system property with the name of the queue. */
    public static final String QUEUE = "bench.queue";

    private final Times times = new Times();
    private final LongAdder handled = new LongAdder();
    private final LongAccumulator firstHandled = new LongAccumulator(Math::min, Long.MAX_VALUE);
    private final LongAccumulator lastHandled = new LongAccumulator(Math::max, 0);
    private volatile Work work = Work.NONE;

    private Contender() {}

    /** Tells the driver that this process is there, and does from now on what it says. */
    public static Contender join() {
        Contender contender = new Contender();
        Thread.ofPlatform().name("driver").start(contender::obey);
        return contender;
    }

    /** Does with a message what is to be done. */
    public void handle(String event) throws InterruptedException {
        handle(Letter.read(event));
    }

    /** Does with a message what is to be done. */
    public void handle(Letter letter) throws InterruptedException {
        long start = micros(Instant.now());
        firstHandled.accumulate(start);
        if (!letter.slow()) {
            times.add(start - micros(letter.sent()));
        }
        work.on(letter);
        handled.increment();
        lastHandled.accumulate(micros(Instant.now()));
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    private void obey() {
        try (Socket driver = new Socket(InetAddress.getLoopbackAddress(), Integer.getInteger(DRIVER));
                var commands = new BufferedReader(new InputStreamReader(driver.getInputStream(), US_ASCII));
                var answers = new PrintWriter(driver.getOutputStream(), true, US_ASCII)) {
            for (String command = commands.readLine(); command != null; command = commands.readLine()) {
                if (!command.isEmpty()) {
                    begin(Work.valueOf(command));
                }
                answers.println(standing().toLine());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Runtime.getRuntime().halt(0);
        }
    }

    private void begin(Work next) {
        work = next;
        times.clear();
        handled.reset();
        firstHandled.reset();
        lastHandled.reset();
    }

    private Standing standing() {
        // First, since the rest takes time as well.
        Usage usage = Usage.now();
        return new Standing(
                usage,
                handled.intValue(),
                firstHandled.get(),
                lastHandled.get(),
                times.percentile(50),
                times.percentile(99));
    }
}
