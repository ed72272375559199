package dev.invitations.bench.contender;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;

/** How long messages waited, in microseconds. To add one allocates nothing, so that it doesn't show in what is measured. */
final class Times {
    private static final int MOST = 1 << 20;

    private final int[] micros = new int[MOST];
    private final AtomicInteger count = new AtomicInteger();

    void clear() {
        count.set(0);
    }

    void add(long time) {
        int index = count.getAndIncrement();
        if (index < MOST) {
            micros[index] = Math.clamp(time, 0, Integer.MAX_VALUE);
        }
    }

    /** The time that so many percent did not exceed; 0 where there is none. */
    int percentile(int percent) {
        int[] sorted = Arrays.copyOf(micros, Math.min(count.get(), MOST));
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : sorted[Math.max(0, (int) Math.ceil(sorted.length * percent / 100.0) - 1)];
    }
}
