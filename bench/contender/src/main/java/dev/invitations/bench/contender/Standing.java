package dev.invitations.bench.contender;

/**
 * How far a contender is.
 *
 * @param handled messages since the work began
 * @param firstHandledMicros when the first came, since 1970
 * @param lastHandledMicros when the last was handled, since 1970; 0 where none was
 * @param p50Micros the time in queue, from the send to the start of the handler, that half of the fast messages did not
 *     exceed
 * @param p99Micros and that all but one in a hundred did not
 */
public record Standing(
        Usage usage, int handled, long firstHandledMicros, long lastHandledMicros, int p50Micros, int p99Micros) {

    /** As a line of what the driver and the contender say to each other. */
    String toLine() {
        return "%d %d %d %d %d %d %d %d"
                .formatted(
                        usage.cpuNanos(),
                        usage.allocatedBytes(),
                        usage.residentKiB(),
                        handled,
                        firstHandledMicros,
                        lastHandledMicros,
                        p50Micros,
                        p99Micros);
    }

    /** What {@link #toLine} wrote. */
    public static Standing parse(String line) {
        String[] numbers = line.split(" ");
        return new Standing(
                new Usage(Long.parseLong(numbers[0]), Long.parseLong(numbers[1]), Long.parseLong(numbers[2])),
                Integer.parseInt(numbers[3]),
                Long.parseLong(numbers[4]),
                Long.parseLong(numbers[5]),
                Integer.parseInt(numbers[6]),
                Integer.parseInt(numbers[7]));
    }
}
