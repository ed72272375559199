package dev.invitations.bench.smallrye;

import dev.invitations.bench.contender.Contender;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

class ContenderProducer {

    @Produces
    @Singleton
    Contender contender() {
        return Contender.join();
    }
}
