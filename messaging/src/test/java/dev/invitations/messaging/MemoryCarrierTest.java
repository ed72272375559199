package dev.invitations.messaging;

import dev.invitations.live.testing.RedisResource;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.memory.MemoryCarrier;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;

/** The contract in one process. */
@QuarkusTest
@QuarkusTestResource(RedisResource.class)
class MemoryCarrierTest extends CarrierContract {
    @Inject
    MemoryCarrier memory;

    @Override
    List<Message> deadLetters(String subscription) {
        return memory.deadLetters(subscription);
    }
}
