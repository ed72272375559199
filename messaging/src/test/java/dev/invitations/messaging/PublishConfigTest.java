package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.services.sns.SnsClient;

/** How a service publishes that is told nothing about it. */
@QuarkusTest
class PublishConfigTest {
    @Inject
    PubSubConfig config;

    @Inject
    SnsClient sns;

    @Test
    void theDefaultsAnswerWhoWaitsFiveSeconds() {
        PublishConfig publish = config.publish();

        assertThat(publish.timeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(publish.attemptTimeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(publish.attempts()).isEqualTo(5);
        assertThat(publish.firstRetry()).isEqualTo(Duration.ofMillis(100));
        assertThat(publish.longestRetry()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void theClientTriesNothingAgainByItselfAndHasItsTimeouts() {
        ClientOverrideConfiguration client = sns.serviceClientConfiguration().overrideConfiguration();

        assertThat(client.retryStrategy()).hasValueSatisfying(strategy -> assertThat(strategy.maxAttempts())
                .isEqualTo(1));
        assertThat(client.apiCallTimeout()).hasValue(Duration.ofSeconds(4));
    }
}
