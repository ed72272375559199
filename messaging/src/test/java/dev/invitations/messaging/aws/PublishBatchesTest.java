package dev.invitations.messaging.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.Message;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishBatchesTest {
    @Test
    void aBatchHasTenMessagesAtMost() {
        assertThat(PublishBatches.of(Collections.nCopies(23, message(10))))
                .extracting(List::size)
                .containsExactly(10, 10, 3);
    }

    @Test
    void aBatchHas262144BytesAtMostAttributesIncluded() {
        int attributes = "team".length() + "String".length() + "acme".length();

        assertThat(PublishBatches.of(Collections.nCopies(2, message(131_072 - attributes))))
                .hasSize(1);
        assertThat(PublishBatches.of(Collections.nCopies(2, message(131_073 - attributes))))
                .hasSize(2);
    }

    @Test
    void sizesAreBytesAndNotCharacters() {
        assertThat(new Message("ü", Map.of()).bytes()).isEqualTo(2);
    }

    @Test
    void aMessageThatIsTooLargeIsABatchOfItsOwn() {
        assertThat(PublishBatches.of(List.of(message(10), message(300_000), message(10))))
                .extracting(List::size)
                .containsExactly(1, 1, 1);
    }

    @Test
    void noMessagesAreNoBatches() {
        assertThat(PublishBatches.of(List.of())).isEmpty();
    }

    private static Message message(int bytes) {
        return new Message("x".repeat(bytes), Map.of("team", "acme"));
    }
}
