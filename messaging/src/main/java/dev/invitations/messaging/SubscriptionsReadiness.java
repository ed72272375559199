package dev.invitations.messaging;

import dev.invitations.messaging.carrier.Carrier.Consumption;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Not ready while a subscription's messages can't be received, or until it was seen once to be as declared; says which it
 * is, and what would mend it.
 */
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
                        () -> response.withData(name, receiving(consumption))));
        return response.build();
    }

    private static String receiving(Consumption consumption) {
        return "receiving" + consumption.doubt().map(why -> "; " + why).orElse("");
    }
}
