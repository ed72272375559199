package dev.invitations.messaging.testing;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;

/** A service's subscription while something that its handler needs is away, as readiness and metrics show it. */
public final class WaitingSubscription {
    private final MeterRegistry registry;
    private final String name;
    private final double before;

    /** From now on is counted what is received. */
    public WaitingSubscription(MeterRegistry registry, String name) {
        this.registry = registry;
        this.name = name;
        this.before = received();
    }

    /** On SNS and SQS; without a circuit, messages would come back several times in a second. */
    public static Map<String, String> config(int inFlight) {
        return Map.of(
                "invitations.pubsub.impl", "aws",
                "invitations.pubsub.max-in-flight", Integer.toString(inFlight),
                "invitations.pubsub.longest-retry", "200ms");
    }

    /**
     * Waits until readiness tells why nothing is received, and sees that next to nothing is.
     *
     * @param backlog how many messages wait, more than are in flight
     */
    public void assertReceivesNextToNothing(String why, int backlog) {
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(containsString(why + ": "), containsString("; nothing is received until it is back")));
        await("what was in flight has used up a receive, and no more than those")
                .during(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(received() - before).isLessThan(backlog));
        await().until(() -> circuit() > 0);
    }

    private double received() {
        return registry.get("invitations.messages.received")
                .tag("subscription", name)
                .counter()
                .count();
    }

    /** 0 where it is closed. */
    public double circuit() {
        return registry.get("invitations.messages.circuit")
                .tag("subscription", name)
                .gauge()
                .value();
    }
}
