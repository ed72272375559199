package dev.invitations.station.aws.sns;

import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * What a FIFO topic remembers: how many messages it took, and for five minutes which ones.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html">Deduplication</a>
 */
final class FifoOrder {
    private static final long WINDOW_NANOS = Duration.ofMinutes(5).toNanos();
    /** Sequence numbers of AWS have twenty digits. */
    private static final BigInteger FIRST = BigInteger.TEN.pow(19);

    /** What the publisher of a message was answered. */
    record Receipt(String messageId, String sequenceNumber) {}

    private record Taken(Receipt receipt, long at) {}

    private final LongSupplier nanoTime;
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private long messages;

    FifoOrder() {
        this(System::nanoTime);
    }

    FifoOrder(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** What was answered to a message with that deduplication id in the last five minutes. */
    Optional<Receipt> duplicateOf(String deduplicationId) {
        long now = nanoTime.getAsLong();
        taken.values().removeIf(old -> now - old.at() > WINDOW_NANOS);
        return Optional.ofNullable(taken.get(deduplicationId)).map(Taken::receipt);
    }

    Receipt take(String deduplicationId, String messageId) {
        Receipt receipt =
                new Receipt(messageId, FIRST.add(BigInteger.valueOf(++messages)).toString());
        taken.put(deduplicationId, new Taken(receipt, nanoTime.getAsLong()));
        return receipt;
    }
}
