package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.time.StationClock;
import java.math.BigInteger;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a FIFO topic remembers: how many messages it took, and for five minutes which ones.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-dedup.html">Deduplication</a>
 */
final class FifoOrder {
    private static final long WINDOW_MILLIS = Duration.ofMinutes(5).toMillis();
    /** Sequence numbers of AWS have twenty digits. */
    private static final BigInteger FIRST = BigInteger.TEN.pow(19);

    /** What the publisher of a message was answered. */
    record Receipt(String messageId, String sequenceNumber) {}

    private record Taken(Receipt receipt, long at) {}

    private final StationClock clock;
    private final Map<String, Taken> taken = new LinkedHashMap<>();
    private long messages;

    FifoOrder(StationClock clock) {
        this.clock = clock;
    }

    /** What was answered to a message with that deduplication id in the last five minutes. */
    Optional<Receipt> duplicateOf(String deduplicationId) {
        long now = clock.millis();
        taken.values().removeIf(old -> now - old.at() > WINDOW_MILLIS);
        return Optional.ofNullable(taken.get(deduplicationId)).map(Taken::receipt);
    }

    Receipt take(String deduplicationId, String messageId) {
        Receipt receipt =
                new Receipt(messageId, FIRST.add(BigInteger.valueOf(++messages)).toString());
        taken.put(deduplicationId, new Taken(receipt, clock.millis()));
        return receipt;
    }
}
