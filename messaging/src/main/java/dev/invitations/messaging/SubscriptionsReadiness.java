package dev.invitations.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while a subscription's messages can't be received; says which, and what would mend it. */
@Readiness
@ApplicationScoped
class SubscriptionsReadiness implements HealthCheck {
    private final Consumers consumers;

    SubscriptionsReadiness(Consumers consumers) {
        this.consumers = consumers;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("subscriptions").up();
        consumers.consumptions().forEach((name, consumption) -> consumption
                .problem()
                .ifPresentOrElse(
                        problem -> response.down().withData(name, problem),
                        () -> response.withData(name, "receiving")));
        return response.build();
    }
}
