package dev.invitations.messaging;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Carries the trace from hop to hop in the message attribute {@code traceparent}: SNS forwards only X-Ray's header by
 * itself, and the AWS SDK's instrumentation does not write into a batch.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
@Singleton
class TraceContext {
    private static final String TRACEPARENT = "traceparent";
    private static final TextMapGetter<Map<String, String>> ATTRIBUTES = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> attributes) {
            return attributes.keySet();
        }

        @Override
        public String get(Map<String, String> attributes, String key) {
            return attributes == null ? null : attributes.get(key);
        }
    };

    private final OpenTelemetry openTelemetry;
    private final Tracer tracer;

    TraceContext(OpenTelemetry openTelemetry) {
        this.openTelemetry = openTelemetry;
        this.tracer = openTelemetry.getTracer("dev.invitations.messaging");
    }

    /** Runs {@code work} as a producer and gives it the traceparent to send. */
    <T> T producing(String span, java.util.function.Function<Optional<String>, T> work) {
        return inSpan(tracer.spanBuilder(span).setSpanKind(SpanKind.PRODUCER).startSpan(), () -> work.apply(current()));
    }

    /** The traceparent of what happens now; empty where there is none. */
    Optional<String> current() {
        Map<String, String> carried = new HashMap<>();
        openTelemetry.getPropagators().getTextMapPropagator().inject(Context.current(), carried, Map::put);
        return Optional.ofNullable(carried.get(TRACEPARENT));
    }

    /** Runs {@code work} as the consumer of a message, as a part of the trace that it belongs to. */
    <T> T consuming(String span, Map<String, String> attributes, Supplier<T> work) {
        Context parent =
                openTelemetry.getPropagators().getTextMapPropagator().extract(Context.root(), attributes, ATTRIBUTES);
        return inSpan(
                tracer.spanBuilder(span)
                        .setSpanKind(SpanKind.CONSUMER)
                        .setParent(parent)
                        .startSpan(),
                work);
    }

    private static <T> T inSpan(Span span, Supplier<T> work) {
        try (var _ = span.makeCurrent()) {
            return work.get();
        } finally {
            span.end();
        }
    }
}
