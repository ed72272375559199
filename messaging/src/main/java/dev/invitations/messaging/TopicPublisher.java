package dev.invitations.messaging;

import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.InvitationEvent;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Event -> CloudEvent -> message -> topic. */
@ApplicationScoped
class TopicPublisher implements EventPublisher {
    private final Carrier carrier;
    private final TraceContext trace;
    private final String source;

    TopicPublisher(
            Carrier carrier, TraceContext trace, @ConfigProperty(name = "quarkus.application.name") String service) {
        this.carrier = carrier;
        this.trace = trace;
        this.source = "/" + service;
    }

    @Override
    public List<Optional<PublishFailed>> publish(List<? extends InvitationEvent> events) {
        return trace.producing(
                "publish",
                traceparent -> carrier.publish(events.stream()
                        .map(event -> outgoing(new CloudEvent(event, source, traceparent)))
                        .toList()));
    }

    /** The invitation is the group: what happened to it is told in order, and a large team holds nobody up. */
    private static Outgoing outgoing(CloudEvent cloudEvent) {
        InvitationEvent event = cloudEvent.event();
        return new Outgoing(
                event.id().toString(),
                event.invitation().toString(),
                new Message(cloudEvent.toJson(), cloudEvent.attributes()));
    }
}
