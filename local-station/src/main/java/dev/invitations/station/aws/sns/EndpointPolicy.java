package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.DeliveryPolicy.BackoffFunction;
import java.time.Duration;
import java.util.OptionalInt;

/** How a subscription's endpoint is to be called. */
record EndpointPolicy(DeliveryPolicy retries, String contentType) {

    /** @param policy the effective one of a subscription */
    static EndpointPolicy of(JsonNode policy) {
        JsonNode throttle = policy.at("/throttlePolicy/maxReceivesPerSecond");
        return new EndpointPolicy(
                retries(
                        policy.path("healthyRetryPolicy"),
                        throttle.isInt() ? OptionalInt.of(throttle.intValue()) : OptionalInt.empty()),
                policy.at("/requestPolicy/headerContentType").asText());
    }

    /** @param policy of retries alone */
    static DeliveryPolicy retries(JsonNode policy, OptionalInt maxReceivesPerSecond) {
        return new DeliveryPolicy(
                Duration.ofSeconds(policy.path("minDelayTarget").asInt()),
                Duration.ofSeconds(policy.path("maxDelayTarget").asInt()),
                policy.path("numRetries").asInt(),
                policy.path("numNoDelayRetries").asInt(),
                policy.path("numMinDelayRetries").asInt(),
                policy.path("numMaxDelayRetries").asInt(),
                BackoffFunction.of(policy.path("backoffFunction").asText()).orElse(BackoffFunction.LINEAR),
                maxReceivesPerSecond);
    }
}
