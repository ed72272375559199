package dev.invitations.topology.apply;

import dev.invitations.topology.aws.Pause;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Waits where AWS asks for it: for what was set until it can be read back, and for what can't be done yet.
 *
 * @param limit how long to wait in all for one thing, calls not counted
 * @param pause waits for that long
 */
record Patience(Duration limit, Consumer<Duration> pause) {
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(2);

    static Patience of(Duration limit) {
        return new Patience(limit, Pause::of);
    }

    /** Looks until it finds nothing more to wait for, or until patience ends; returns what it saw last. */
    <T> T until(Supplier<T> look, Function<T, Boolean> isRight) {
        T seen = look.get();
        Duration next = SHORTEST;
        for (Duration waited = Duration.ZERO;
                !isRight.apply(seen) && waited.compareTo(limit) < 0;
                waited = waited.plus(next), next = longer(next)) {
            pause.accept(next);
            seen = look.get();
        }
        return seen;
    }

    /**
     * Calls until AWS doesn't refuse it for a reason that passes.
     *
     * @param hears the reason, the first time
     */
    <T> T call(Supplier<T> call, Consumer<NotNow> hears) {
        Duration waited = Duration.ZERO;
        Duration next = SHORTEST;
        while (true) {
            try {
                return call.get();
            } catch (SdkException e) {
                Optional<NotNow> notNow = NotNow.of(e);
                if (notNow.isEmpty() || waited.compareTo(notNow.get().patience(limit)) >= 0) {
                    throw e;
                }
                if (waited.isZero()) {
                    hears.accept(notNow.get());
                }
                pause.accept(next);
                waited = waited.plus(next);
                next = longer(next);
            }
        }
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) > 0 ? LONGEST : twice;
    }
}
