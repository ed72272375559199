package dev.invitations.messaging.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.DeadLetterAttributes;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeadLetterTest {
    private final Outcome.Refuse refused =
            new Outcome.Refuse("no", "REFUSED", "dev.example.No", "email-worker", Optional.of("00-1-2-01"));

    @Test
    void itSaysWhyBesideWhatTheMessageBroughtAlong() {
        assertThat(letter(Map.of("team", "acme")))
                .isEqualTo(Map.of(
                        "team",
                        "acme",
                        DeadLetterAttributes.REASON,
                        "no",
                        DeadLetterAttributes.PROBLEM,
                        "REFUSED",
                        DeadLetterAttributes.EXCEPTION,
                        "dev.example.No",
                        DeadLetterAttributes.RECEIVE_COUNT,
                        "3",
                        DeadLetterAttributes.BY,
                        "email-worker",
                        DeadLetterAttributes.TRACE,
                        "00-1-2-01"));
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 9, 10})
    void whereThereIsNoRoomForAllOfItTheMessagesOwnStayAndTheReasonComesFirst(int count) {
        Map<String, String> own = new HashMap<>();
        IntStream.range(0, count).forEach(i -> own.put("a" + i, "somebody's own"));

        Map<String, String> letter = letter(own);

        assertThat(letter).hasSize(10).containsAllEntriesOf(own);
        assertThat(letter.containsKey(DeadLetterAttributes.REASON)).isEqualTo(count < 10);
    }

    @Test
    void whatIsRefusedASecondTimeTellsOfTheSecond() {
        assertThat(letter(Map.of(DeadLetterAttributes.REASON, "once before")))
                .containsEntry(DeadLetterAttributes.REASON, "no");
    }

    private Map<String, String> letter(Map<String, String> own) {
        return DeadLetter.attributes(own, 3, refused, Function.identity());
    }
}
