package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.contract.UserInvited;
import dev.invitations.messaging.PublishFailed.Kind;
import dev.invitations.messaging.carrier.Heartbeat;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NeedsTopicTest {
    private static final Delivery DELIVERY =
            new Delivery("a-test", "1", 1, false, Duration.ofSeconds(30), Heartbeat.NONE);

    private final Dependency topic = new Dependency() {
        @Override
        public String name() {
            return "the topic";
        }

        @Override
        public void check() {
            // Not asked here.
        }
    };

    @ParameterizedTest
    @EnumSource(
            value = Kind.class,
            names = {"UNAVAILABLE", "TIMED_OUT", "DENIED", "TOPIC_MISSING", "THROTTLED"})
    void aTopicThatTakesNothingIsWaitedFor(Kind kind) {
        assertThatThrownBy(() -> handle(PublishFailed.ofTopic(kind, "no")))
                .isInstanceOf(DependencyUnavailable.class)
                .hasMessage("the topic is unavailable: no");
    }

    @Test
    void anEventThatTheTopicTakesNeitherNowNorLaterIsNotTriedAgain() {
        assertThatThrownBy(() -> handle(PublishFailed.ofEvent(Kind.REFUSED, "too long")))
                .isInstanceOf(Refused.class)
                .hasMessageEndingWith("the topic refuses for good: too long");
    }

    @Test
    void anEventThatTheTopicDoesNotTakeJustNowIsNoReasonToHoldBackOthers() {
        PublishFailed throttled = PublishFailed.ofEvent(Kind.THROTTLED, "later");

        assertThatThrownBy(() -> handle(throttled)).isSameAs(throttled);
    }

    @Test
    void whoIsInterruptedWhilePublishingTellsNothingOfTheTopic() {
        PublishFailed interrupted = PublishFailed.ofTopic(Kind.INTERRUPTED, "stopping");

        assertThatThrownBy(() -> handle(interrupted)).isSameAs(interrupted);
    }

    private void handle(PublishFailed failure) throws Exception {
        EventHandler<UserInvited> handler = (event, delivery) -> {
            throw failure;
        };
        new NeedsTopic<>(handler, topic).handle(Events.invited("ann@example.com"), DELIVERY);
    }
}
