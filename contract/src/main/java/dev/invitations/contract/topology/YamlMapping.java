package dev.invitations.contract.topology;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads the keys of a YAML mapping. What is wrong is noted with its place and reading goes on with the default, so that
 * one run finds every mistake.
 */
final class YamlMapping {
    private final String what;
    private final Mistakes mistakes;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private record Entry(ScalarNode key, Node value) {}

    /**
     * @param what names the mapping in error messages; one that is empty is a mapping without keys
     */
    YamlMapping(Node node, String what, Mistakes mistakes) {
        this.what = what;
        this.mistakes = mistakes;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::add);
        } else if (!node.getTag().equals(Tag.NULL)) {
            mistakes.add(node, what + ": expected keys with values, found " + described(node));
        }
    }

    private void add(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            mistakes.add(
                    tuple.getKeyNode(),
                    what + ": expected a plain name as key, found " + described(tuple.getKeyNode()));
            return;
        }
        Entry first = entries.putIfAbsent(key.getValue(), new Entry(key, tuple.getValueNode()));
        if (first != null) {
            int line = first.key().getStartMark().getLine() + 1;
            mistakes.add(key, what + ": " + key.getValue() + " is there twice, first in line " + line);
        }
    }

    /** Refuses every other key. */
    YamlMapping withOnly(List<String> known) {
        return withOnly(known, List.of(), List.of(), "");
    }

    /**
     * Refuses every other key than {@code known} and {@code special}.
     *
     * @param foreign keys that there are, only not here
     * @param why they are not
     */
    YamlMapping withOnly(List<String> known, List<String> special, List<String> foreign, String why) {
        List<String> here = Stream.concat(known.stream(), special.stream()).toList();
        entries.forEach((name, entry) -> {
            if (foreign.contains(name)) {
                mistakes.add(entry.key(), what + ": " + name + " " + why);
            } else if (!here.contains(name)) {
                mistakes.add(entry.key(), "unknown key " + name + " in " + what + ": " + DidYouMean.among(here, name));
            }
        });
        return this;
    }

    /** What a key has as value, if anything. */
    Optional<Node> value(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Optional<YamlMapping> mapping(String key, String what) {
        return value(key).map(node -> new YamlMapping(node, what, mistakes));
    }

    void forEach(BiConsumer<ScalarNode, Node> keyAndValue) {
        entries.values().forEach(entry -> keyAndValue.accept(entry.key(), entry.value()));
    }

    /** A value that is a text; one that is empty counts as none, so that a placeholder may stand for nothing. */
    Optional<ScalarNode> text(String key) {
        return value(key).flatMap(node -> {
            if (node instanceof ScalarNode scalar) {
                return Optional.of(scalar).filter(text -> !text.getValue().isEmpty());
            }
            mistakes.add(node, key + ": expected a text, found " + described(node));
            return Optional.empty();
        });
    }

    /** A value that is a list of texts; those that are empty are left out. */
    List<ScalarNode> texts(String key, String expected) {
        return value(key)
                .map(node -> {
                    if (node instanceof SequenceNode list
                            && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
                        return list.getValue().stream()
                                .map(ScalarNode.class::cast)
                                .filter(text -> !text.getValue().isEmpty())
                                .toList();
                    }
                    mistakes.add(node, key + ": expected " + expected + ", found " + described(node));
                    return List.<ScalarNode>of();
                })
                .orElse(List.of());
    }

    boolean flag(String key, boolean otherwise) {
        return text(key)
                .map(node -> {
                    // To YAML, yes and on are truth values as well; one way to write it is enough.
                    if (!node.getValue().matches("true|false")) {
                        mistakes.add(node, key + ": expected true or false, found " + described(node));
                    }
                    return Boolean.valueOf(node.getValue());
                })
                .orElse(otherwise);
    }

    /** @param atLeast also says how fine it may be: AWS counts in whole seconds, and only we in milliseconds */
    Duration duration(String key, Duration otherwise, Duration atLeast, Duration atMost) {
        return value(key)
                .flatMap(node -> {
                    Optional<Duration> duration = text(node)
                            .flatMap(Durations::parse)
                            .filter(it -> it.toMillisPart() == 0 || atLeast.toMillisPart() != 0);
                    if (duration.isEmpty()) {
                        mistakes.add(
                                node,
                                key + ": expected a duration such as 30s, 12h or 14d, found " + described(node)
                                        + (node.getTag().equals(Tag.INT) ? "; did you forget the unit?" : ""));
                    }
                    return duration.filter(it -> within(
                            node, key, it, atLeast, atMost, Durations.format(atLeast), Durations.format(atMost)));
                })
                .orElse(otherwise);
    }

    int count(String key, int otherwise, int atLeast, int atMost) {
        return value(key)
                .flatMap(node -> {
                    Optional<Integer> count = text(node)
                            .filter(it -> node.getTag().equals(Tag.INT) && it.matches("[+-]?\\d{1,9}"))
                            .map(Integer::valueOf);
                    if (count.isEmpty()) {
                        mistakes.add(node, key + ": expected a whole number, found " + described(node));
                    }
                    return count.filter(it -> within(node, key, it, atLeast, atMost, "" + atLeast, "" + atMost));
                })
                .orElse(otherwise);
    }

    private <T extends Comparable<T>> boolean within(
            Node node, String key, T value, T atLeast, T atMost, String least, String most) {
        boolean within = value.compareTo(atLeast) >= 0 && value.compareTo(atMost) <= 0;
        if (!within) {
            mistakes.add(node, key + ": expected " + least + " to " + most + ", found " + described(node));
        }
        return within;
    }

    private static Optional<String> text(Node node) {
        return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
    }

    private static String described(Node node) {
        return switch (node) {
            case ScalarNode scalar when scalar.getTag().equals(Tag.NULL) -> "nothing";
            case ScalarNode scalar -> '"' + scalar.getValue() + '"';
            case MappingNode mapping -> "keys with values";
            default -> "a list";
        };
    }
}
