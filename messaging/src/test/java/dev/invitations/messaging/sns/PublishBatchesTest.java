package dev.invitations.messaging.sns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PublishBatchesTest {
    @Test
    void aBatchHasTenMessagesAtMost() {
        assertThat(batches(Collections.nCopies(23, message(10))))
                .extracting(List::size)
                .containsExactly(10, 10, 3);
    }

    @Test
    void aBatchHas262144BytesAtMostAttributesIncluded() {
        int attributes = "team".length() + "String".length() + "acme".length();

        assertThat(batches(Collections.nCopies(2, message(131_072 - attributes))))
                .hasSize(1);
        assertThat(batches(Collections.nCopies(2, message(131_073 - attributes))))
                .hasSize(2);
    }

    @Test
    void sizesAreBytesAndNotCharacters() {
        assertThat(new Message("ü", Map.of()).bytes()).isEqualTo(2);
    }

    @Test
    void aMessageThatIsTooLargeIsABatchOfItsOwn() {
        assertThat(batches(List.of(message(10), message(300_000), message(10))))
                .extracting(List::size)
                .containsExactly(1, 1, 1);
    }

    @Test
    void noMessagesAreNoBatches() {
        assertThat(batches(List.of())).isEmpty();
    }

    @Test
    void whereTheOrderIsKeptABatchHasNoTwoMessagesOfAGroup() {
        List<Outgoing> messages = List.of(Topics.event("1", "a"), Topics.event("2", "b"), Topics.event("3", "a"));

        assertThat(PublishBatches.of(messages, true)).extracting(List::size).containsExactly(2, 1);
        assertThat(PublishBatches.of(messages, false)).extracting(List::size).containsExactly(3);
    }

    private static List<List<Outgoing>> batches(List<Outgoing> messages) {
        return PublishBatches.of(messages, false);
    }

    private static Outgoing message(int bytes) {
        return new Outgoing("id", "group", new Message("x".repeat(bytes), Map.of("team", "acme")));
    }
}
