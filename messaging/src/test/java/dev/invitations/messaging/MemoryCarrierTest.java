package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.invitations.contract.UserInvited;
import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.memory.MemoryCarrier;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class MemoryCarrierTest extends CarrierContract {
    @Inject
    MemoryCarrier memory;

    @Override
    List<Message> deadLetters(String subscription) {
        return memory.deadLetters(subscription);
    }

    @Test
    void aMessageThatKeepsFailingEndsInTheDeadLetterQueueAfterItsMaxReceives() {
        UserInvited invited = Events.invited("fail-99@example.com");

        publisher.publish(invited);

        await().untilAsserted(() -> assertThat(deadLetters("email-worker"))
                .filteredOn(letter -> letter.body().contains(invited.id().toString()))
                .hasSize(1));
        assertThat(invitations.attempts()).containsEntry("fail-99@example.com", 60);
    }
}
