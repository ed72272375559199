package dev.invitations.bench.contender;

import java.time.Duration;

/** What a handler does with a message. */
public enum Work {
    /** Nothing. */
    NONE(Duration.ZERO, Duration.ZERO),
    /** It waits, as for a mail server. */
    WAIT(Duration.ofMillis(20), Duration.ofMillis(20)),
    /** Nothing, but for a slow message it waits very long. */
    SLOW(Duration.ofSeconds(5), Duration.ZERO);

    private final Duration ofSlow;
    private final Duration ofFast;

    Work(Duration ofSlow, Duration ofFast) {
        this.ofSlow = ofSlow;
        this.ofFast = ofFast;
    }

    void on(Letter letter) throws InterruptedException {
        Duration time = letter.slow() ? ofSlow : ofFast;
        if (time.isPositive()) {
            Thread.sleep(time);
        }
    }
}
