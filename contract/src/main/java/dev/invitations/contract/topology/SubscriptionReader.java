package dev.invitations.contract.topology;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a subscription of the file: which keys it has by its protocol, and AWS's limits on them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SQS
 *     queue attributes</a>
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ChangeMessageVisibility.html">
 *     ChangeMessageVisibility</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Subscribe.html">Subscribe</a>
 */
final class SubscriptionReader {
    static final List<String> KEYS = List.of("protocol", "filter", "filterScope", "deadLetterRetention");
    static final List<String> QUEUE_KEYS =
            List.of("fifo", "visibilityTimeout", "handlerTimeout", "maxReceives", "retention");
    static final List<String> HTTP_KEYS = List.of("endpoint", "deliveryPolicy");
    static final List<String> PROTOCOLS = List.of("sqs", "https", "http");

    /** Stands for an endpoint that is noted as a mistake. */
    private static final URI NOWHERE = URI.create("https://localhost");

    private static final int LONGEST_QUEUE = 80;
    private static final Duration SHORTEST_HANDLER_TIMEOUT = Duration.ofMillis(100);

    /** How long SQS keeps a message hidden from one receive on, in all. */
    private static final Duration LONGEST_HIDDEN = Duration.ofHours(12);

    private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(60);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    private final String prefix;
    private final Mistakes mistakes;
    private final Map<String, Node> owners = new HashMap<>();

    SubscriptionReader(String prefix, Mistakes mistakes) {
        this.prefix = prefix;
        this.mistakes = mistakes;
    }

    /** @param fifoTopic what holds for a queue that doesn't say */
    DeclaredSubscription read(ScalarNode key, Node value, boolean fifoTopic) {
        YamlMapping keys = new YamlMapping(value, "subscription " + key.getValue(), mistakes);
        String protocol = keys.text("protocol")
                .map(node -> mistakes.among(node, "protocol", PROTOCOLS))
                .filter(PROTOCOLS::contains)
                .orElseGet(() -> keys.value("endpoint").isPresent() ? "https" : "sqs");
        DeclaredSubscription subscription = protocol.equals("sqs")
                ? queue(key, keys, fifoTopic)
                : http(key, keys, fifoTopic, keys.value("protocol").map(_ -> protocol));
        ownsItsQueues(key, subscription);
        return subscription;
    }

    private QueueSubscription queue(ScalarNode key, YamlMapping keys, boolean fifoTopic) {
        keys.withOnly(KEYS, QUEUE_KEYS, HTTP_KEYS, "belongs to the protocols https and http; this one is sqs");
        boolean fifo = keys.flag("fifo", fifoTopic);
        if (fifo && !fifoTopic) {
            mistakes.add(
                    keys.value("fifo").orElseThrow(),
                    "fifo: a standard topic can't deliver to a FIFO queue; declare the topic fifo, or the queue not");
        }
        QueueSubscription subscription = new QueueSubscription(
                prefix,
                name(key, fifo),
                fifo,
                filter(keys),
                keys.duration("visibilityTimeout", Defaults.VISIBILITY_TIMEOUT, Duration.ofSeconds(1), LONGEST_HIDDEN),
                keys.duration("handlerTimeout", Defaults.HANDLER_TIMEOUT, SHORTEST_HANDLER_TIMEOUT, LONGEST_HIDDEN),
                keys.count("maxReceives", Defaults.MAX_RECEIVES, 1, 1_000),
                retention(keys, "retention", Defaults.RETENTION),
                retention(keys, "deadLetterRetention", Defaults.DEAD_LETTER_RETENTION));
        keys.value("deadLetterRetention").ifPresent(node -> outlives(node, subscription));
        keys.value("handlerTimeout").ifPresent(node -> canBeKeptHidden(node, subscription));
        return subscription;
    }

    private HttpSubscription http(ScalarNode key, YamlMapping keys, boolean fifoTopic, Optional<String> protocol) {
        keys.withOnly(KEYS, HTTP_KEYS, QUEUE_KEYS, "belongs to a queue, and the protocols https and http have none");
        if (fifoTopic) {
            mistakes.add(key, "subscription " + key.getValue() + ": a FIFO topic delivers to queues only");
        }
        Optional<ScalarNode> address = keys.text("endpoint");
        if (address.isEmpty()
                && keys.value("endpoint").map(ScalarNode.class::isInstance).orElse(true)) {
            mistakes.add(
                    key, "subscription " + key.getValue() + ": endpoint is missing, the address that SNS sends to");
        }
        return new HttpSubscription(
                prefix,
                name(key, false),
                filter(keys),
                address.flatMap(node -> endpoint(node, protocol)).orElse(NOWHERE),
                keys.mapping("deliveryPolicy", "deliveryPolicy")
                        .map(policy -> new DeliveryPolicyReader(policy, mistakes).read()),
                retention(keys, "deadLetterRetention", Defaults.DEAD_LETTER_RETENTION));
    }

    /** Over plain HTTP everybody on the way reads whom a team invites: that is for one machine only. */
    private Optional<URI> endpoint(ScalarNode node, Optional<String> protocol) {
        try {
            URI endpoint = new URI(node.getValue());
            String scheme = Optional.ofNullable(endpoint.getScheme()).orElse("");
            String host = Optional.ofNullable(endpoint.getHost()).orElse("");
            boolean isLocal = List.of("localhost", "127.0.0.1", "[::1]").contains(host);
            if (Stream.of("https", "http").noneMatch(scheme::equals) || host.isEmpty()) {
                mistakes.add(
                        node,
                        "endpoint: expected an address such as https://hooks.example.com/sns, found \""
                                + node.getValue() + '"');
            } else if (protocol.filter(it -> !it.equals(scheme)).isPresent()) {
                mistakes.add(
                        node,
                        "endpoint: expected an address of the protocol " + protocol.orElseThrow() + ", found \""
                                + node.getValue() + '"');
            } else if (scheme.equals("http") && !isLocal) {
                mistakes.add(
                        node,
                        "endpoint: http is for localhost only, since everybody on the way can read it;"
                                + " expected https, found \"" + node.getValue() + '"');
            } else {
                return Optional.of(endpoint);
            }
        } catch (URISyntaxException e) {
            mistakes.add(node, "endpoint: \"" + node.getValue() + "\" is no address: " + e.getReason());
        }
        return Optional.empty();
    }

    private FilterPolicy filter(YamlMapping keys) {
        FilterScope scope = keys.text("filterScope")
                .flatMap(node -> FilterScope.of(mistakes.among(
                        node,
                        "filterScope",
                        Stream.of(FilterScope.values())
                                .map(FilterScope::wireName)
                                .toList())))
                .orElse(FilterScope.MESSAGE_ATTRIBUTES);
        return keys.value("filter")
                .map(node -> new FilterInYaml(mistakes, scope).read(node))
                .orElse(FilterPolicy.ALL);
    }

    private static Duration retention(YamlMapping keys, String key, Duration otherwise) {
        return keys.duration(key, otherwise, SHORTEST_RETENTION, LONGEST_RETENTION);
    }

    private void outlives(Node deadLetterRetention, QueueSubscription subscription) {
        if (subscription.deadLetterRetention().compareTo(subscription.retention()) < 0) {
            mistakes.add(
                    deadLetterRetention,
                    "deadLetterRetention: expected at least the " + Durations.format(subscription.retention())
                            + " of retention, since a message keeps its age when it moves to the dead-letter queue");
        }
    }

    /** Each heartbeat hides the message for its visibility timeout again; what is over by half time needs none. */
    private void canBeKeptHidden(Node handlerTimeout, QueueSubscription subscription) {
        Duration visibilityTimeout = subscription.visibilityTimeout();
        boolean needsHeartbeat = subscription.handlerTimeout().compareTo(visibilityTimeout.dividedBy(2)) > 0;
        if (needsHeartbeat
                && subscription.handlerTimeout().plus(visibilityTimeout).compareTo(LONGEST_HIDDEN) > 0) {
            mistakes.add(
                    handlerTimeout,
                    "handlerTimeout: expected at most " + Durations.format(LONGEST_HIDDEN.minus(visibilityTimeout))
                            + ", since SQS keeps a message hidden for " + Durations.format(LONGEST_HIDDEN)
                            + " in all, and the last heartbeat hides it for the "
                            + Durations.format(visibilityTimeout) + " of visibilityTimeout");
        }
    }

    private void ownsItsQueues(Node key, DeclaredSubscription subscription) {
        List<String> queues = subscription instanceof QueueSubscription queue
                ? List.of(queue.queue(), queue.deadLetterQueue())
                : List.of(subscription.prefix() + subscription.name(), subscription.deadLetterQueue());
        for (String queue : queues) {
            Node owner = owners.putIfAbsent(queue, key);
            if (owner != null) {
                mistakes.add(
                        key,
                        "queue " + queue + " already belongs to the subscription in line "
                                + (owner.getStartMark().getLine() + 1) + "; choose another name");
                return;
            }
        }
    }

    private String name(ScalarNode key, boolean fifo) {
        return mistakes.name(
                key, "subscription", LONGEST_QUEUE - prefix.length() - "-dlq".length() - (fifo ? ".fifo".length() : 0));
    }
}
