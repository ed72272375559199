package dev.invitations.contract.topology;

import dev.invitations.contract.topology.TopologyInvalid.Mistake;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/** Collects the mistakes of one file while reading goes on, so that a person sees all of them at once. */
final class Mistakes {
    private final String file;
    private final List<Mistake> found = new ArrayList<>();

    Mistakes(String file) {
        this.file = file;
    }

    void add(Node place, String what) {
        add(place.getStartMark(), what);
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
