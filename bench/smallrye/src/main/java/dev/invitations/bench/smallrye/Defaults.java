package dev.invitations.bench.smallrye;

import dev.invitations.bench.contender.Contender;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** A handler that may block, as the guide has it: one message after the other. */
@Singleton
class Defaults {
    private final Contender contender;

    Defaults(Contender contender) {
        this.contender = contender;
    }

    @Incoming("defaults")
    @Blocking
    void handle(String event) throws InterruptedException {
        contender.handle(event);
    }
}
