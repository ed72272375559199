package dev.invitations.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counts deliveries of what was done before: {@code invitations.duplicates}, by the name of the effect. */
@ApplicationScoped
public class Duplicates {
    private final MeterRegistry registry;

    Duplicates(MeterRegistry registry) {
        this.registry = registry;
    }

    /** The counter of an effect; it is there, with 0, from the first call on. */
    public Counter of(String effect) {
        return Counter.builder("invitations.duplicates")
                .description("Deliveries of events whose effect was known as done")
                .tag("effect", effect)
                .register(registry);
    }
}
