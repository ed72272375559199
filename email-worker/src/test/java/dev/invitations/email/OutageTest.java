package dev.invitations.email;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.EventPublisher;
import dev.invitations.messaging.Subscription;
import dev.invitations.messaging.testing.StationResource;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the worker needs is away while a backlog waits in the queue: that uses up next to no receives. */
@QuarkusTest
@TestProfile(OutageTest.OnStation.class)
class OutageTest {
    private static final int IN_FLIGHT = 10;
    private static final int BACKLOG = 5 * IN_FLIGHT;

    public static class OnStation implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            // Without a circuit, messages would come back several times in a second.
            return Map.of(
                    "invitations.pubsub.impl", "aws",
                    "invitations.pubsub.max-in-flight", Integer.toString(IN_FLIGHT),
                    "invitations.pubsub.longest-retry", "200ms");
        }

        @Override
        public List<TestResourceEntry> testResources() {
            return List.of(
                    new TestResourceEntry(StationResource.class),
                    new TestResourceEntry(RedisResource.class),
                    new TestResourceEntry(SmtpResource.class));
        }
    }

    @Inject
    EventPublisher publisher;

    @Inject
    @Subscription("analytics-worker")
    OutcomesHeard outcomes;

    @Inject
    MeterRegistry registry;

    SmtpResource smtp;
    RedisResource redis;

    private final List<UserInvited> backlog =
            Stream.generate(Invitations::toSomeone).limit(BACKLOG).toList();

    @BeforeAll
    static void haveTimeOnASlowMachine() {
        Awaitility.setDefaultTimeout(60, SECONDS);
    }

    @BeforeEach
    void isReady() {
        await().untilAsserted(() -> given().get("/q/health/ready").then().statusCode(200));
    }

    @Test
    void aMailServerThatIsDownIsWaitedForAndThenGetsAnEmailOfEach() {
        smtp.stopServer();
        try {
            publisher.publish(backlog);

            staysAwayFromTheQueueSince("the mail server is unavailable");
        } finally {
            smtp.startServer();
        }

        awaitAllIsHandled();
    }

    @Test
    void aRedisThatIsDownIsWaitedForAndThenEachGetsAnEmail() {
        redis.stopServer();
        try {
            publisher.publish(backlog);

            staysAwayFromTheQueueSince("Redis is unavailable");
        } finally {
            redis.startServer();
        }

        awaitAllIsHandled();
    }

    private void staysAwayFromTheQueueSince(String why) {
        double before = received();
        await().untilAsserted(() -> given().get("/q/health/ready")
                .then()
                .statusCode(503)
                .body(containsString(why + ": "), containsString("; nothing is received until it is back")));
        await("what was in flight has used up a receive, and no more than those")
                .during(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(received() - before).isLessThan(BACKLOG));
        await().until(() -> circuit() > 0);
    }

    private void awaitAllIsHandled() {
        await().until(() ->
                backlog.stream().noneMatch(one -> outcomes.of(one.id()).isEmpty()));
        assertThat(backlog)
                .allSatisfy(one -> assertThat(smtp.mailsTo(one.email())).hasSize(1));
        assertThat(circuit()).isZero();
        given().get("/q/health/ready").then().statusCode(200);
    }

    private double received() {
        return registry.get("invitations.messages.received")
                .tag("subscription", "email-worker")
                .counter()
                .count();
    }

    private double circuit() {
        return registry.get("invitations.messages.circuit")
                .tag("subscription", "email-worker")
                .gauge()
                .value();
    }
}
