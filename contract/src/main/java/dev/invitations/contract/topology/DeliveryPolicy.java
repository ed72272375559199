package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * How SNS tries again to deliver to an HTTP(S) endpoint, in four phases: at once, at the shortest pause, with a pause that
 * grows, at the longest pause.
 *
 * @param minDelay the shortest pause, at least 1 second
 * @param maxDelay the longest pause, at most an hour
 * @param retries how many there are in all, up to 100
 * @param retriesWithoutDelay how many of them come at once
 * @param retriesAtMinDelay how many come after the shortest pause, before the pause grows
 * @param retriesAtMaxDelay how many come after the longest pause, at the end
 * @param maxReceivesPerSecond how many messages the endpoint gets in a second, at most; empty for any number
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">SNS: message delivery
 *     retries</a>
 */
public record DeliveryPolicy(
        Duration minDelay,
        Duration maxDelay,
        int retries,
        int retriesWithoutDelay,
        int retriesAtMinDelay,
        int retriesAtMaxDelay,
        BackoffFunction backoffFunction,
        OptionalInt maxReceivesPerSecond) {

    /** What SNS allows for all pauses together. */
    public static final Duration LONGEST = Duration.ofSeconds(3_600);

    /** How the pause grows from the shortest to the longest. AWS names the functions and draws them; it gives no formula. */
    public enum BackoffFunction {
        LINEAR {
            @Override
            double growth(double step, int steps) {
                return step / steps;
            }
        },
        ARITHMETIC {
            @Override
            double growth(double step, int steps) {
                return step * (step + 1) / (steps * (steps + 1.0));
            }
        },
        GEOMETRIC {
            @Override
            double growth(double step, int steps) {
                return (Math.pow(2, step) - 1) / (Math.pow(2, steps) - 1);
            }
        },
        EXPONENTIAL {
            @Override
            double growth(double step, int steps) {
                return (Math.exp(step) - 1) / (Math.exp(steps) - 1);
            }
        };

        /** How much of the way from the shortest to the longest pause is made, from 0 to 1. */
        abstract double growth(double step, int steps);

        /** As SNS writes it. */
        public String wireName() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** How many retries come while the pause grows. */
    public int retriesWhileGrowing() {
        return retries - retriesWithoutDelay - retriesAtMinDelay - retriesAtMaxDelay;
    }

    /** The pause before each retry. */
    public List<Duration> delays() {
        List<Duration> delays = new ArrayList<>();
        add(delays, retriesWithoutDelay, Duration.ZERO);
        add(delays, retriesAtMinDelay, minDelay);
        int growing = retriesWhileGrowing();
        for (int i = 0; i < growing; i++) {
            double growth = growing == 1 ? 0 : backoffFunction.growth(i, growing - 1);
            long millis = Math.round(growth * maxDelay.minus(minDelay).toMillis());
            delays.add(minDelay.plusMillis(millis));
        }
        add(delays, retriesAtMaxDelay, maxDelay);
        return delays;
    }

    private static void add(List<Duration> delays, int times, Duration delay) {
        for (int i = 0; i < times; i++) {
            delays.add(delay);
        }
    }

    /** All pauses together; SNS allows {@link #LONGEST}. */
    public Duration total() {
        return delays().stream().reduce(Duration.ZERO, Duration::plus);
    }

    /** The attribute {@code DeliveryPolicy} of the subscription, as SNS takes it. */
    public String toJson() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode();
        policy.putObject("healthyRetryPolicy")
                .put("minDelayTarget", minDelay.toSeconds())
                .put("maxDelayTarget", maxDelay.toSeconds())
                .put("numRetries", retries)
                .put("numNoDelayRetries", retriesWithoutDelay)
                .put("numMinDelayRetries", retriesAtMinDelay)
                .put("numMaxDelayRetries", retriesAtMaxDelay)
                .put("backoffFunction", backoffFunction.wireName());
        maxReceivesPerSecond.ifPresent(
                most -> policy.putObject("throttlePolicy").put("maxReceivesPerSecond", most));
        return policy.toString();
    }
}
