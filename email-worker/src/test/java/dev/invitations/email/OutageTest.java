package dev.invitations.email;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.EventPublisher;
import dev.invitations.messaging.Subscription;
import dev.invitations.messaging.testing.StationResource;
import dev.invitations.messaging.testing.WaitingSubscription;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
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
            return WaitingSubscription.config(IN_FLIGHT);
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
        WaitingSubscription subscription = subscription();
        smtp.stopServer();
        try {
            publisher.publish(backlog);

            subscription.assertReceivesNextToNothing("the mail server is unavailable", BACKLOG);
        } finally {
            smtp.startServer();
        }

        awaitAllIsHandled();
    }

    @Test
    void aRedisThatIsDownIsWaitedForAndThenEachGetsAnEmail() {
        WaitingSubscription subscription = subscription();
        redis.stopServer();
        try {
            publisher.publish(backlog);

            subscription.assertReceivesNextToNothing("Redis is unavailable", BACKLOG);
        } finally {
            redis.startServer();
        }

        awaitAllIsHandled();
    }

    private void awaitAllIsHandled() {
        await().until(() ->
                backlog.stream().noneMatch(one -> outcomes.of(one.id()).isEmpty()));
        assertThat(backlog)
                .allSatisfy(one -> assertThat(smtp.mailsTo(one.email())).hasSize(1));
        assertThat(subscription().circuit()).isZero();
        given().get("/q/health/ready").then().statusCode(200);
    }

    private WaitingSubscription subscription() {
        return new WaitingSubscription(registry, "email-worker");
    }
}
