package dev.invitations.bench.smallrye;

import dev.invitations.bench.contender.Contender;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.reactive.messaging.annotations.Blocking;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Each message on a virtual thread, a hundred at once. */
@Singleton
class Tuned {
    private final Contender contender;

    Tuned(Contender contender) {
        this.contender = contender;
    }

    @Incoming("tuned")
    @RunOnVirtualThread
    @Blocking(value = "handlers", ordered = false)
    void handle(String event) throws InterruptedException {
        contender.handle(event);
    }
}
