package dev.invitations.messaging.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

class HeldTest {
    private static final Instant SENT = Instant.parse("2026-01-01T00:00:00Z");

    private final Held held = new Held(
            Message.builder()
                    .messageId("m1")
                    .body("body")
                    .attributes(Map.of(
                            MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT,
                            "3",
                            MessageSystemAttributeName.SENT_TIMESTAMP,
                            Long.toString(SENT.toEpochMilli())))
                    .messageAttributes(Map.of(
                            "text",
                                    MessageAttributeValue.builder()
                                            .stringValue("words")
                                            .build(),
                            "bytes", MessageAttributeValue.builder().build()))
                    .build(),
            0,
            Duration.ofSeconds(30));

    @Test
    void oneExtensionIsUnderWayAtATime() {
        assertThat(held.beginExtension()).isTrue();
        assertThat(held.beginExtension()).isFalse();

        held.endExtension(7);

        assertThat(held.beginExtension()).isTrue();
        assertThat(held.hiddenUntil()).isEqualTo(7);
    }

    @Test
    void onceItHasEndedNoExtensionBegins() {
        held.begin(0);
        held.end();

        assertThat(held.beginExtension()).isFalse();
    }

    @Test
    void whatSqsWillNotExtendIsAskedForOnceAndIsNewsOnce() {
        assertThat(held.lose()).isTrue();
        assertThat(held.lose()).isFalse();
        assertThat(held.beginExtension()).isFalse();
    }

    @Test
    void aDelayIsCutToWhatIsLeftOfTwelveHours() {
        Duration tenHours = Duration.ofHours(10);

        assertThat(held.allowed(tenHours, Duration.ofMinutes(1).toNanos())).isEqualTo(tenHours);
        assertThat(held.allowed(tenHours, Duration.ofHours(11).toNanos())).isEqualTo(Duration.ofMinutes(59));
        assertThat(held.allowed(tenHours, Duration.ofHours(13).toNanos())).isZero();
    }

    @Test
    void itsAgeIsThatByTwoClocksAndNeverNegative() {
        assertThat(held.age(SENT.plusSeconds(5))).isEqualTo(Duration.ofSeconds(5));
        assertThat(held.age(SENT.minusSeconds(5))).isEqualTo(Duration.ZERO);
    }

    @Test
    void aHandlerGetsWhatIsText() {
        assertThat(held.received().message().attributes()).isEqualTo(Map.of("text", "words"));
        assertThat(held.received().receiveCount()).isEqualTo(3);
    }

    @Test
    void itIsToldApartInTheLog() {
        assertThat(held).hasToString("message m1 at receive 3");
    }
}
