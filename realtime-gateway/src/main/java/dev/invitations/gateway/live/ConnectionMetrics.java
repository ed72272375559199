package dev.invitations.gateway.live;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.inject.Singleton;

/** How many clients this pod serves, and how many it had to close. */
@Startup
@Singleton
class ConnectionMetrics {
    private final Counter tooSlow;

    ConnectionMetrics(MeterRegistry registry, OpenConnections connections) {
        Gauge.builder("invitations.live.connections", connections, open -> open.stream()
                        .count())
                .description("WebSocket clients connected to this pod")
                .register(registry);
        tooSlow = Counter.builder("invitations.live.too.slow")
                .description("WebSocket clients closed because too many updates were waiting for them")
                .register(registry);
    }

    void countTooSlow() {
        tooSlow.increment();
    }
}
