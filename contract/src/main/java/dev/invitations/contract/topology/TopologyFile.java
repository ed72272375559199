package dev.invitations.contract.topology;

import java.io.StringReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * Reads a topology file: which keys there are, what each may be, and AWS's limits on it.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">SQS
 *     queue attributes</a>
 */
final class TopologyFile {
    private static final int LONGEST_TOPIC = 256;
    // A queue's name has up to 80 characters, and a dead-letter queue's is that of its subscription and "-dlq".
    private static final int LONGEST_SUBSCRIPTION = 76;
    private static final Duration LONGEST_VISIBILITY_TIMEOUT = Duration.ofHours(12);
    private static final Duration SHORTEST_RETENTION = Duration.ofSeconds(60);
    private static final Duration LONGEST_RETENTION = Duration.ofDays(14);

    private final Mistakes mistakes;
    private final Map<String, Node> owners = new HashMap<>();

    private TopologyFile(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    static Topology read(String file, String yaml) {
        Mistakes mistakes = new Mistakes(file);
        Topology topology = new TopologyFile(mistakes).topology(yaml);
        mistakes.refuseAny();
        return topology;
    }

    private Topology topology(String yaml) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root != null) {
                return topology(root);
            }
            mistakes.addAtStart("the file is empty; expected topics");
        } catch (MarkedYAMLException e) {
            mistakes.add(e.getProblemMark(), "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            mistakes.addAtStart("not YAML: " + e.getMessage());
        }
        return new Topology("", List.of());
    }

    private Topology topology(Node root) {
        List<DeclaredTopic> topics = new ArrayList<>();
        new YamlMapping(root, "the topology", mistakes)
                .withOnly("topics")
                .mapping("topics", "topics")
                .ifPresent(declared -> declared.forEach((name, topic) -> topics.add(topic(name, topic))));
        if (topics.isEmpty()) {
            mistakes.add(root, "the topology has no topic");
        }
        return new Topology("", List.copyOf(topics));
    }

    private DeclaredTopic topic(ScalarNode key, Node value) {
        String name = name(key, "topic", LONGEST_TOPIC);
        List<DeclaredSubscription> subscriptions = new ArrayList<>();
        new YamlMapping(value, "topic " + name, mistakes)
                .withOnly("subscriptions")
                .mapping("subscriptions", "the subscriptions of topic " + name)
                .ifPresent(declared ->
                        declared.forEach((subscription, keys) -> subscriptions.add(subscription(subscription, keys))));
        if (subscriptions.isEmpty()) {
            mistakes.add(key, "topic " + name + " has no subscription: what is published there would be lost");
        }
        return new DeclaredTopic(
                "", name, false, Optional.empty(), Map.of(), List.of(), List.of(), List.copyOf(subscriptions));
    }

    private QueueSubscription subscription(ScalarNode key, Node value) {
        String name = name(key, "subscription", LONGEST_SUBSCRIPTION);
        YamlMapping keys = new YamlMapping(value, "subscription " + name, mistakes)
                .withOnly("filter", "visibilityTimeout", "maxReceives", "retention", "deadLetterRetention");
        QueueSubscription subscription = new QueueSubscription(
                "",
                name,
                false,
                keys.value("filter").map(new FilterInYaml(mistakes)::read).orElse(FilterPolicy.ALL),
                keys.duration(
                        "visibilityTimeout",
                        Defaults.VISIBILITY_TIMEOUT,
                        Duration.ofSeconds(1),
                        LONGEST_VISIBILITY_TIMEOUT),
                Optional.empty(),
                keys.count("maxReceives", Defaults.MAX_RECEIVES, 1, 1_000),
                keys.duration("retention", Defaults.RETENTION, SHORTEST_RETENTION, LONGEST_RETENTION),
                keys.duration(
                        "deadLetterRetention", Defaults.DEAD_LETTER_RETENTION, SHORTEST_RETENTION, LONGEST_RETENTION));
        keys.value("deadLetterRetention").ifPresent(node -> outlives(node, subscription));
        ownsItsQueues(key, subscription);
        return subscription;
    }

    private void outlives(Node deadLetterRetention, QueueSubscription subscription) {
        if (subscription.deadLetterRetention().compareTo(subscription.retention()) < 0) {
            mistakes.add(
                    deadLetterRetention,
                    "deadLetterRetention: expected at least the " + Durations.format(subscription.retention())
                            + " of retention, since a message keeps its age when it moves to the dead-letter queue");
        }
    }

    private void ownsItsQueues(Node key, QueueSubscription subscription) {
        for (String queue : List.of(subscription.queue(), subscription.deadLetterQueue())) {
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

    private String name(ScalarNode node, String what, int longest) {
        String name = node.getValue();
        if (!name.matches("[A-Za-z0-9_-]{1," + longest + "}")) {
            mistakes.add(
                    node,
                    what + " \"" + name + "\": expected a name of 1 to " + longest
                            + " letters, digits, hyphens and underscores");
        }
        return name;
    }
}
