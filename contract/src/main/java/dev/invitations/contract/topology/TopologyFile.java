package dev.invitations.contract.topology;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads a topology file: all of it, whatever is wrong with it, so that every mistake is told at once. */
final class TopologyFile {
    static final List<String> KEYS = List.of("prefix", "topics");

    private static final int LONGEST_PREFIX = 40;

    private final Mistakes mistakes;
    private final Placeholders placeholders;

    private TopologyFile(Mistakes mistakes, Function<String, Optional<String>> environment) {
        this.mistakes = mistakes;
        this.placeholders = new Placeholders(environment, mistakes);
    }

    static Topology read(String file, String yaml, Function<String, Optional<String>> environment) {
        Mistakes mistakes = new Mistakes(file);
        Topology topology = new TopologyFile(mistakes, environment).topology(yaml);
        mistakes.refuseAny();
        return topology;
    }

    private Topology topology(String yaml) {
        try {
            Node root = new Yaml(new LoaderOptions()).compose(new StringReader(yaml));
            if (root != null) {
                placeholders.replaceIn(root);
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
        YamlMapping keys = new YamlMapping(root, "the topology", mistakes).withOnly(KEYS);
        String prefix = keys.text("prefix")
                .map(node -> mistakes.matching(
                        node,
                        "[A-Za-z0-9_-]{1," + LONGEST_PREFIX + "}",
                        "prefix: expected up to " + LONGEST_PREFIX + " letters, digits, hyphens and underscores"))
                .orElse("");
        TopicReader reader = new TopicReader(prefix, mistakes);
        List<DeclaredTopic> topics = new ArrayList<>();
        keys.mapping("topics", "topics")
                .ifPresent(declared -> declared.forEach((name, topic) -> topics.add(reader.read(name, topic))));
        if (topics.isEmpty()) {
            mistakes.add(root, "the topology has no topic");
        }
        return new Topology(prefix, List.copyOf(topics));
    }
}
