package dev.invitations.messaging.sns;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.PublishFailed.Kind;
import dev.invitations.messaging.carrier.Outgoing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jboss.logging.Logger;

/** What is counted and logged of publishing: a line for each reason why something was not taken, with the events' ids. */
final class PublishReport {
    private static final Logger LOG = Logger.getLogger(PublishReport.class);

    private final String arn;
    private final Counter taken;
    private final Map<Kind, Counter> failed;
    private final Map<Kind, Counter> retried;
    private final Timer time;
    private final DistributionSummary size;

    PublishReport(String arn, MeterRegistry registry) {
        this.arn = arn;
        this.taken = counter("taken", "Events that the topic took").register(registry);
        this.failed =
                byKind(counter("failed", "Events that the topic did not take, given back to who published"), registry);
        this.retried =
                byKind(counter("retried", "Attempts to publish an event again, by why it was not taken"), registry);
        this.time = Timer.builder("invitations.publish.time")
                .description("How long a batch takes to be published or given up, with all that is tried again")
                .register(registry);
        this.size = DistributionSummary.builder("invitations.publish.batch")
                .description("Events in a batch")
                .register(registry);
    }

    private static Counter.Builder counter(String name, String description) {
        return Counter.builder("invitations.publish." + name).description(description);
    }

    /** From the start, so that an alert sees the first one. */
    private static Map<Kind, Counter> byKind(Counter.Builder counter, MeterRegistry registry) {
        Map<Kind, Counter> counters = new EnumMap<>(Kind.class);
        for (Kind kind : Kind.values()) {
            counters.put(
                    kind,
                    counter.tags("kind", kind.name().toLowerCase(Locale.ROOT)).register(registry));
        }
        return counters;
    }

    /** @param failures why each was not taken */
    void retrying(List<Outgoing> events, List<PublishFailed> failures, Duration pause, int attempt) {
        failures.forEach(failure -> retried.get(failure.kind()).increment());
        idsByReason(events, failures.stream().map(Optional::of).toList())
                .forEach((reason, ids) -> LOG.infof(
                        "%s did not take %s: %s; attempt %d follows in %d ms",
                        arn, ids, reason, attempt + 1, pause.toMillis()));
    }

    /** A batch that was tried. */
    void published(List<Outgoing> batch, List<Optional<PublishFailed>> fates, Duration took) {
        size.record(batch.size());
        time.record(took);
        ended(batch, fates);
    }

    /** Whether they were tried or not. */
    void ended(List<Outgoing> events, List<Optional<PublishFailed>> fates) {
        taken.increment(fates.stream().filter(Optional::isEmpty).count());
        fates.stream().flatMap(Optional::stream).forEach(failure -> failed.get(failure.kind())
                .increment());
        idsByReason(events, fates)
                .forEach((reason, ids) -> LOG.warnf(
                        "%s did not take %s: %s; given back to who publishes, who may try the same again",
                        arn, ids, reason));
    }

    private static Map<String, StringJoiner> idsByReason(List<Outgoing> events, List<Optional<PublishFailed>> fates) {
        Map<String, StringJoiner> ids = new LinkedHashMap<>();
        for (int i = 0; i < events.size(); i++) {
            String id = events.get(i).id();
            fates.get(i).ifPresent(failure -> ids.computeIfAbsent(
                            failure.getMessage(), _ -> new StringJoiner(", ", "event ", ""))
                    .add(id));
        }
        return ids;
    }
}
