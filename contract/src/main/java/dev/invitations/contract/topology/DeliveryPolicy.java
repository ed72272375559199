package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * How SNS tries again to deliver to an HTTP(S) endpoint, in four phases: at once, at the shortest pause, with a pause that
 * grows, at the longest pause.
 *
 * @param minDelayTarget the shortest pause, at least 1 second
 * @param maxDelayTarget the longest pause, at most an hour
 * @param numRetries how many there are in all, up to 100
 * @param numNoDelayRetries how many of them come at once
 * @param numMinDelayRetries how many come after the shortest pause, before the pause grows
 * @param numMaxDelayRetries how many come after the longest pause, at the end
 * @param maxReceivesPerSecond how many messages the endpoint gets in a second, at most; empty for any number
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">SNS: message delivery
 *     retries</a>
 */
public record DeliveryPolicy(
        Duration minDelayTarget,
        Duration maxDelayTarget,
        int numRetries,
        int numNoDelayRetries,
        int numMinDelayRetries,
        int numMaxDelayRetries,
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

        /** The function that SNS writes like that. */
        public static Optional<BackoffFunction> of(String wireName) {
            return Stream.of(values())
                    .filter(function -> function.wireName().equals(wireName))
                    .findFirst();
        }

        /** As SNS writes it. */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many retries come while the pause grows. */
    public int retriesWhileGrowing() {
        return numRetries - numNoDelayRetries - numMinDelayRetries - numMaxDelayRetries;
    }

    /** The pause before each retry. */
    public List<Duration> delays() {
        List<Duration> delays = new ArrayList<>();
        add(delays, numNoDelayRetries, Duration.ZERO);
        add(delays, numMinDelayRetries, minDelayTarget);
        int growing = retriesWhileGrowing();
        for (int i = 0; i < growing; i++) {
            double growth = growing == 1 ? 0 : backoffFunction.growth(i, growing - 1);
            long millis =
                    Math.round(growth * maxDelayTarget.minus(minDelayTarget).toMillis());
            delays.add(minDelayTarget.plusMillis(millis));
        }
        add(delays, numMaxDelayRetries, maxDelayTarget);
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
                .put("minDelayTarget", minDelayTarget.toSeconds())
                .put("maxDelayTarget", maxDelayTarget.toSeconds())
                .put("numRetries", numRetries)
                .put("numNoDelayRetries", numNoDelayRetries)
                .put("numMinDelayRetries", numMinDelayRetries)
                .put("numMaxDelayRetries", numMaxDelayRetries)
                .put("backoffFunction", backoffFunction.wireName());
        maxReceivesPerSecond.ifPresent(
                most -> policy.putObject("throttlePolicy").put("maxReceivesPerSecond", most));
        return policy.toString();
    }
}
