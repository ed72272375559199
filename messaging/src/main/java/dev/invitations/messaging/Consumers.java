package dev.invitations.messaging;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.topology.DidYouMean;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.carrier.Carrier;
import dev.invitations.messaging.carrier.Carrier.Consumption;
import io.quarkus.arc.All;
import io.quarkus.arc.InstanceHandle;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.inject.Singleton;
import java.lang.reflect.ParameterizedType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Consumes, from start to stop, the subscription of every {@link EventHandler} that the service has. */
@Singleton
class Consumers {
    private final List<InstanceHandle<EventHandler<?>>> handlers;
    private final Carrier carrier;
    private final Topology topology;
    private final PubSubConfig config;
    private final TraceContext trace;
    private final String service;
    private final Map<String, Consumption> consumptions = new ConcurrentHashMap<>();

    Consumers(
            @All @Any List<InstanceHandle<EventHandler<?>>> handlers,
            Carrier carrier,
            Topology topology,
            PubSubConfig config,
            TraceContext trace,
            @ConfigProperty(name = "quarkus.application.name") String service) {
        this.handlers = handlers;
        this.carrier = carrier;
        this.topology = topology;
        this.config = config;
        this.trace = trace;
        this.service = service;
    }

    void start(@Observes StartupEvent event) {
        Map<QueueSubscription, Consumer<?>> consumers = new LinkedHashMap<>();
        for (InstanceHandle<EventHandler<?>> handler : handlers) {
            QueueSubscription subscription = declared(subscriptionOf(handler.getBean()));
            if (consumers.putIfAbsent(subscription, consumer(subscription, handler)) != null) {
                throw new IllegalStateException(
                        "two handlers are of the subscription \"" + subscription.name() + "\"; it takes one");
            }
        }
        refuseOthers(consumers.keySet().stream().map(QueueSubscription::name).toList());
        consumers.forEach((subscription, consumer) ->
                consumptions.put(subscription.name(), carrier.consume(subscription, consumer)));
    }

    void stop(@Observes ShutdownEvent event) {
        try (var closing = Executors.newVirtualThreadPerTaskExecutor()) {
            consumptions.values().forEach(consumption -> closing.execute(consumption::close));
        }
    }

    /** What is consumed, by the name of the subscription. */
    Map<String, Consumption> consumptions() {
        return consumptions;
    }

    private QueueSubscription declared(String name) {
        List<String> known = topology.queues().map(QueueSubscription::name).toList();
        return topology.queues()
                .filter(subscription -> subscription.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("a handler is of the subscription \"" + name
                        + "\", which deploy/topology.yaml does not declare with a queue: "
                        + DidYouMean.among(known, name)));
    }

    /** What is set for a subscription by a wrong name would have no effect, and nobody would know. */
    private void refuseOthers(List<String> handled) {
        for (String found : config.subscriptions().keySet()) {
            if (handled.stream().noneMatch(name -> SubscriptionProperty.means(found, name))) {
                throw new IllegalStateException("invitations.pubsub.subscriptions.\"" + found
                        + "\" is configured, but " + service + " has no handler of such a subscription"
                        + (handled.isEmpty() ? ", nor of any other" : ": " + DidYouMean.among(handled, found)));
            }
        }
    }

    private static String subscriptionOf(Bean<?> handler) {
        return handler.getQualifiers().stream()
                .filter(Subscription.class::isInstance)
                .map(qualifier -> ((Subscription) qualifier).value())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        handler.getBeanClass().getName() + " handles events but has no @Subscription"));
    }

    @SuppressWarnings("unchecked") // the class is the handler's own type argument
    private <E extends InvitationEvent> Consumer<E> consumer(
            QueueSubscription subscription, InstanceHandle<EventHandler<?>> handler) {
        SubscriberConfig how = config.of(subscription.name());
        return new Consumer<>(
                service,
                subscription,
                (Class<E>) handledBy(handler.getBean()),
                new NeedsTopic<>((EventHandler<E>) handler.get(), carrier.topic()),
                how.maxAge(),
                new Backoff(how.firstRetry(), how.longestRetry()),
                how.longPoll(),
                trace);
    }

    /** The type argument, which ArC recorded at build time. */
    private static Class<?> handledBy(Bean<?> handler) {
        return handler.getTypes().stream()
                .filter(type -> type instanceof ParameterizedType parameterized
                        && parameterized.getRawType() == EventHandler.class)
                .map(type -> (Class<?>) ((ParameterizedType) type).getActualTypeArguments()[0])
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        handler.getBeanClass().getName() + " does not say which event it handles"));
    }
}
