package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * What SNS refuses in a delivery policy, in its words where they are known; where not, it is said so.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-delivery-retries.html">Retries</a>
 */
final class DeliveryPolicyRules {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NAME = "DeliveryPolicy: ";

    private record Number(String name, int least, int most) {}

    private static final List<Number> RETRY_NUMBERS = List.of(
            new Number("minDelayTarget", 1, 3_600),
            new Number("maxDelayTarget", 1, 3_600),
            new Number("numRetries", 0, 100),
            new Number("numNoDelayRetries", 0, 100),
            new Number("numMinDelayRetries", 0, 100),
            new Number("numMaxDelayRetries", 0, 100));

    private static final Number THROTTLE = new Number("maxReceivesPerSecond", 1, Integer.MAX_VALUE);

    private static final List<String> RETRY_MEMBERS = Stream.concat(
                    RETRY_NUMBERS.stream().map(Number::name), Stream.of("backoffFunction"))
            .toList();

    /** In this order they are missed. */
    private static final List<String> REQUIRED = List.of("minDelayTarget", "maxDelayTarget", "numRetries");

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(NAME + sentence, null, false, false);
        }
    }

    private DeliveryPolicyRules() {}

    /** What is wrong with a topic's policy. */
    static Optional<String> refusalOfTopics(String policy) {
        return refusal(policy, () -> {
            JsonNode root = parsed(policy);
            requireOnly(root, "", List.of("http"));
            JsonNode http = root.path("http");
            requireOnly(
                    http,
                    "http",
                    List.of(
                            "defaultHealthyRetryPolicy",
                            "defaultSicklyRetryPolicy",
                            "defaultThrottlePolicy",
                            "defaultRequestPolicy",
                            "disableSubscriptionOverrides"));
            checkRetries(http, "defaultHealthyRetryPolicy", "http.");
            checkRetries(http, "defaultSicklyRetryPolicy", "http.");
            checkThrottle(http, "defaultThrottlePolicy", "http.");
        });
    }

    /** What is wrong with a subscription's policy. */
    static Optional<String> refusalOfSubscriptions(String policy) {
        return refusal(policy, () -> {
            JsonNode root = parsed(policy);
            requireOnly(
                    root,
                    "",
                    List.of(
                            "healthyRetryPolicy",
                            "sicklyRetryPolicy",
                            "throttlePolicy",
                            "requestPolicy",
                            "guaranteed"));
            checkRetries(root, "healthyRetryPolicy", "");
            checkRetries(root, "sicklyRetryPolicy", "");
            checkThrottle(root, "throttlePolicy", "");
        });
    }

    private static Optional<String> refusal(String policy, Runnable check) {
        return Attributes.refusalOfJson("DeliveryPolicy", policy).or(() -> {
            try {
                check.run();
                return Optional.empty();
            } catch (Refused e) {
                return Optional.of(e.getMessage());
            }
        });
    }

    private static JsonNode parsed(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not checked: " + policy, e);
        }
    }

    private static void requireOnly(JsonNode json, String path, List<String> members) {
        // What AWS says to something else than an object is not known.
        require(json.isObject() || json.isMissingNode(), path + " must be an object");
        json.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !members.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new Refused("Unexpected JSON member: " + name);
                });
    }

    private static void checkRetries(JsonNode parent, String name, String above) {
        JsonNode retries = parent.path(name);
        if (retries.isNull() || retries.isMissingNode()) {
            return;
        }
        String path = above + name;
        requireOnly(retries, path, RETRY_MEMBERS);
        for (String required : REQUIRED) {
            require(retries.hasNonNull(required), path + "." + required + " must be specified");
        }
        RETRY_NUMBERS.forEach(number -> check(number, retries, path));
        String backoff = retries.path("backoffFunction").asText("linear");
        require(
                BackoffFunction.of(backoff).isPresent(),
                path + ".backoffFunction: the value [" + backoff + "] is not a valid backoff function");
        DeliveryPolicy policy = EndpointPolicy.retries(retries, OptionalInt.empty());
        require(
                policy.minDelayTarget().compareTo(policy.maxDelayTarget()) <= 0,
                path + ".maxDelayTarget must be greater than or equal to minDelayTarget");
        require(
                policy.retriesWhileGrowing() >= 0,
                path + ".numRetries must be greater than or equal to total of numMinDelayRetries, numNoDelayRetries"
                        + " and numMaxDelayRetries");
        // The limit is AWS's; how it says so is not known.
        require(
                policy.total().compareTo(DeliveryPolicy.LONGEST) <= 0,
                path + " must not take longer than " + DeliveryPolicy.LONGEST.toSeconds() + " seconds in all");
    }

    private static void checkThrottle(JsonNode parent, String name, String above) {
        JsonNode throttle = parent.path(name);
        if (!throttle.isNull() && !throttle.isMissingNode()) {
            requireOnly(throttle, above + name, List.of(THROTTLE.name()));
            check(THROTTLE, throttle, above + name);
        }
    }

    private static void check(Number number, JsonNode parent, String path) {
        if (!parent.hasNonNull(number.name())) {
            return;
        }
        JsonNode value = parent.get(number.name());
        String sentence = path + "." + number.name() + " must be ";
        // What AWS says to something else than a number is not known.
        require(value.isInt(), sentence + "an integer");
        require(value.intValue() >= number.least(), sentence + "greater than or equal to " + number.least());
        require(value.intValue() <= number.most(), sentence + "less than or equal to " + number.most());
    }

    private static void require(boolean isRight, String sentence) {
        if (!isRight) {
            throw new Refused(sentence);
        }
    }
}
