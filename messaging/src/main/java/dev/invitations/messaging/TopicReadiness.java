package dev.invitations.messaging;

import dev.invitations.messaging.carrier.Carrier;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the topic is missing: a service would publish in vain, or wait for what nobody can publish. */
@Readiness
@ApplicationScoped
class TopicReadiness implements HealthCheck {
    private final Carrier carrier;

    TopicReadiness(Carrier carrier) {
        this.carrier = carrier;
    }

    @Override
    public HealthCheckResponse call() {
        var response = HealthCheckResponse.named("topic").up();
        carrier.topicProblem().ifPresent(problem -> response.down().withData("problem", problem));
        return response.build();
    }
}
