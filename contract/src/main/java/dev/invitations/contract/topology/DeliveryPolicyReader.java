package dev.invitations.contract.topology;

import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the delivery policy of an HTTP(S) subscription; what it leaves out is as in SNS's default. */
final class DeliveryPolicyReader {
    static final List<String> KEYS = List.of(
            "minDelayTarget",
            "maxDelayTarget",
            "numRetries",
            "numNoDelayRetries",
            "numMinDelayRetries",
            "numMaxDelayRetries",
            "backoffFunction",
            "maxReceivesPerSecond");

    private static final Duration DELAY = Duration.ofSeconds(20);
    private static final int RETRIES = 3;
    private static final int MOST_RETRIES = 100;

    private final YamlMapping keys;
    private final Mistakes mistakes;

    DeliveryPolicyReader(YamlMapping keys, Mistakes mistakes) {
        this.keys = keys.withOnly(KEYS);
        this.mistakes = mistakes;
    }

    DeliveryPolicy read() {
        Duration minDelay = delay("minDelayTarget", DELAY);
        DeliveryPolicy policy = new DeliveryPolicy(
                minDelay,
                delay("maxDelayTarget", minDelay.compareTo(DELAY) > 0 ? minDelay : DELAY),
                retries("numRetries", RETRIES),
                retries("numNoDelayRetries", 0),
                retries("numMinDelayRetries", 0),
                retries("numMaxDelayRetries", 0),
                keys.text("backoffFunction")
                        .map(node -> mistakes.among(
                                node,
                                "backoffFunction",
                                Stream.of(BackoffFunction.values())
                                        .map(BackoffFunction::wireName)
                                        .toList()))
                        .flatMap(BackoffFunction::of)
                        .orElse(BackoffFunction.LINEAR),
                keys.value("maxReceivesPerSecond").isEmpty()
                        ? OptionalInt.empty()
                        : OptionalInt.of(keys.count("maxReceivesPerSecond", 1, 1, 1_000_000)));
        refuseUnlessPossible(policy);
        return policy;
    }

    private Duration delay(String key, Duration otherwise) {
        return keys.duration(key, otherwise, Duration.ofSeconds(1), DeliveryPolicy.LONGEST);
    }

    private int retries(String key, int otherwise) {
        return keys.count(key, otherwise, 0, MOST_RETRIES);
    }

    private void refuseUnlessPossible(DeliveryPolicy policy) {
        if (policy.minDelayTarget().compareTo(policy.maxDelayTarget()) > 0) {
            mistakes.add(
                    place("maxDelayTarget", "minDelayTarget"),
                    "maxDelayTarget: expected at least the " + Durations.format(policy.minDelayTarget())
                            + " of minDelayTarget, found " + Durations.format(policy.maxDelayTarget()));
        } else if (policy.retriesWhileGrowing() < 0) {
            int phases = policy.numRetries() - policy.retriesWhileGrowing();
            mistakes.add(
                    place("numRetries", "numNoDelayRetries", "numMinDelayRetries", "numMaxDelayRetries"),
                    "numRetries: expected at least the " + phases
                            + " of numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries together, found "
                            + policy.numRetries());
        } else if (policy.total().compareTo(DeliveryPolicy.LONGEST) > 0) {
            mistakes.add(
                    place("numRetries", "maxDelayTarget", "minDelayTarget"),
                    "deliveryPolicy: all pauses together are " + policy.total().toSeconds() + "s; SNS allows "
                            + DeliveryPolicy.LONGEST.toSeconds() + "s: fewer retries, or shorter delays");
        }
    }

    /** Where the first of the keys is that is written at all; a default alone is never impossible. */
    private Node place(String... candidates) {
        return Stream.of(candidates)
                .flatMap(key -> keys.value(key).stream())
                .findFirst()
                .orElseThrow();
    }
}
