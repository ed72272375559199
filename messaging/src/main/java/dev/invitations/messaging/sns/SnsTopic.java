package dev.invitations.messaging.sns;

import static dev.invitations.messaging.PublishFailed.Kind.NOT_SENT;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.carrier.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * Publishes to one topic, in batches as large as SNS allows, one after the other.
 *
 * <p>What may pass (throttling, no connection, no answer, an error of SNS's own) is tried again here and nowhere else:
 * only what was not taken, with the same id and the same bytes, after a pause of full jitter, so often and so long as
 * the {@link PublishLimits} allow. An answer that was lost makes a duplicate, which consumers know by the event's id; a
 * FIFO topic drops it for five minutes.
 *
 * <p>Where the topic takes nothing at all, the batches that follow are not sent; on a FIFO topic neither is what follows
 * a failed event in its group, as the failed one would come after it then.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-batch-api-actions.html">SNS: batch API actions</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/fifo-message-grouping.html">SNS: message grouping for FIFO
 *     topics</a>
 */
public final class SnsTopic {
    private final boolean ordered;
    private final PublishLimits limits;
    private final PublishCall call;
    private final PublishReport report;

    /** @param sns must not try again by itself: an attempt would become several, and a pause none */
    public SnsTopic(SnsClient sns, String arn, PublishLimits limits, MeterRegistry registry) {
        this.ordered = arn.endsWith(".fifo");
        this.limits = limits;
        this.call = new PublishCall(sns, arn, ordered);
        this.report = new PublishReport(arn, registry);
    }

    /** For each message, in order: empty where SNS took it, else why not. */
    public List<Optional<PublishFailed>> publish(List<Outgoing> messages) {
        List<Optional<PublishFailed>> fates = new ArrayList<>(messages.size());
        Set<String> heldUp = new HashSet<>();
        Iterator<List<Outgoing>> batches = PublishBatches.of(messages, ordered).iterator();
        boolean isAway = false;
        while (batches.hasNext() && !isAway) {
            List<Outgoing> batch = batches.next();
            List<Optional<PublishFailed>> ofBatch = publish(batch, heldUp);
            fates.addAll(ofBatch);
            isAway = ofBatch.stream().flatMap(Optional::stream).anyMatch(PublishFailed::isOfTopic);
        }
        fates.addAll(notSent(messages.subList(fates.size(), messages.size()), "nothing was taken before it"));
        return fates;
    }

    /** @param heldUp groups of which an event has failed before; those of which one fails now are added */
    private List<Optional<PublishFailed>> publish(List<Outgoing> batch, Set<String> heldUp) {
        Map<Boolean, List<Outgoing>> parts =
                batch.stream().collect(Collectors.partitioningBy(message -> heldUp.contains(message.group())));
        Map<Boolean, Iterator<Optional<PublishFailed>>> fatesOf = Map.of(
                true,
                        notSent(parts.get(true), "an event before it in its group was not taken")
                                .iterator(),
                false, tried(parts.get(false)).iterator());
        List<Optional<PublishFailed>> fates = batch.stream()
                .map(message -> fatesOf.get(heldUp.contains(message.group())).next())
                .toList();
        if (ordered) {
            IntStream.range(0, batch.size())
                    .filter(i -> fates.get(i).isPresent())
                    .forEach(i -> heldUp.add(batch.get(i).group()));
        }
        return fates;
    }

    private List<Optional<PublishFailed>> tried(List<Outgoing> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        long start = System.nanoTime();
        List<Optional<PublishFailed>> fates = new Publication(call, batch, limits, report).await();
        report.published(batch, fates, Duration.ofNanos(System.nanoTime() - start));
        return fates;
    }

    private List<Optional<PublishFailed>> notSent(List<Outgoing> messages, String why) {
        List<Optional<PublishFailed>> fates =
                Collections.nCopies(messages.size(), Optional.of(PublishFailed.ofEvent(NOT_SENT, why)));
        report.ended(messages, fates);
        return fates;
    }
}
