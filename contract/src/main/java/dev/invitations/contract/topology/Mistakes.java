package dev.invitations.contract.topology;

import dev.invitations.contract.topology.TopologyInvalid.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Collects the mistakes of one file while reading goes on, so that a person sees all of them at once. */
final class Mistakes {
    private static final String REFUSED = "";

    private final String file;
    private final Map<Node, String> replaced = new IdentityHashMap<>();
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node place, String what) {
        String written = replaced.get(place);
        if (REFUSED.equals(written)) {
            return;
        }
        add(place.getStartMark(), written == null ? what : what + " (which is what " + written + " stands for)");
    }

    /** Remembers that a value is not what is written in the file. */
    void isFrom(Node value, String written) {
        replaced.put(value, written);
    }

    /** Remembers that a value stands for one that is noted already: whatever is wrong with it isn't told again. */
    void isRefused(Node value) {
        replaced.put(value, REFUSED);
    }

    /** The text of a node, noted where it doesn't match. */
    String matching(ScalarNode node, String pattern, String expected) {
        if (!node.getValue().matches(pattern)) {
            add(node, expected + ", found \"" + node.getValue() + '"');
        }
        return node.getValue();
    }

    /** The text of a node, noted where it is none of those that are known. */
    String among(ScalarNode node, String key, List<String> known) {
        if (!known.contains(node.getValue())) {
            add(node, "unknown " + key + " " + node.getValue() + ": " + DidYouMean.among(known, node.getValue()));
        }
        return node.getValue();
    }

    /** The name of a topic or subscription, noted where AWS would not take it. */
    String name(ScalarNode node, String what, int longest) {
        String name = node.getValue();
        if (!name.matches("[A-Za-z0-9_-]{1," + longest + "}")) {
            add(
                    node,
                    what + " \"" + name + "\": expected a name of 1 to " + longest
                            + " letters, digits, hyphens and underscores");
        }
        return name;
    }

    void add(Mark place, String what) {
        found.add(new Mistake(file, place.getLine() + 1, place.getColumn() + 1, what));
    }

    void addAtStart(String what) {
        found.add(new Mistake(file, 1, 1, what));
    }

    int count() {
        return found.size();
    }

    /**
     * @throws TopologyInvalid where anything was found
     */
    void refuseAny() {
        if (!found.isEmpty()) {
            found.sort(Comparator.comparingInt(Mistake::line).thenComparingInt(Mistake::column));
            throw new TopologyInvalid(found);
        }
    }
}
