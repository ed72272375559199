package dev.invitations.messaging.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.DeadLetterAttributes;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    @Test
    void ofMoreAttributesThanSqsTakesThoseThatFiltersAndTracingNeedAreKept() {
        Map<String, String> attributes = new HashMap<>();
        for (int i = 0; i < 10; i++) {
            attributes.put("a" + i, "somebody's own");
        }
        CloudEvent.ATTRIBUTES.forEach(name -> attributes.put(name, "of the event"));
        Received received = new Received("1", new Message("body", attributes), 3);

        Message letter = DeadLetter.of(received, new Outcome.Refuse("no", "REFUSED"), "email-worker");

        assertThat(letter.body()).isEqualTo("body");
        assertThat(letter.attributes())
                .hasSize(10)
                .containsKeys(DeadLetterAttributes.ALL.toArray(String[]::new))
                .containsKeys(CloudEvent.ATTRIBUTES.toArray(String[]::new));
    }
}
