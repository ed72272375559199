package dev.invitations.topology.map;

import dev.invitations.topology.map.TopicMap.Branch;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The map as an image: publishers, topics, queues and endpoints, dead-letter queues, in columns from left to right. */
final class SvgMap {
    private static final int MARGIN = 24;
    private static final int ROW = 76;
    private static final int ARROW = 64;

    /** From the topic to where the lines to its subscriptions are level. */
    private static final int BEND = 40;

    private final Svg svg = new Svg();
    private final List<TopicMap> topics;
    private final Column publishers;
    private final Column names;
    private final Column targets;
    private final Column deadLetters;

    private SvgMap(List<TopicMap> topics) {
        this.topics = topics;
        List<Branch> branches =
                topics.stream().flatMap(topic -> topic.branches().stream()).toList();
        List<String> services =
                topics.stream().flatMap(topic -> topic.publishers().stream()).toList();
        publishers = Column.at(MARGIN, services, name -> name, _ -> "");
        int fromPublishers = services.isEmpty() ? MARGIN : publishers.end() + ARROW;
        names = Column.at(fromPublishers, topics, TopicMap::name, TopicMap::note);
        int labels = Svg.labelWidth(branches.stream().map(Branch::shortFilter).toList());
        targets = Column.at(names.end() + BEND + labels + ARROW / 2, branches, Branch::target, Branch::handling);
        deadLetters = Column.at(targets.end() + ARROW, branches, Branch::deadLetters, Branch::keeping);
    }

    /** Where boxes of one kind are. */
    private record Column(int start, int width) {
        static <T> Column at(int start, List<T> things, Function<T, String> name, Function<T, String> below) {
            return new Column(
                    start,
                    Svg.boxWidth(
                            things.stream().map(name).toList(),
                            things.stream().map(below).toList()));
        }

        int end() {
            return start + width;
        }
    }

    static String draw(List<TopicMap> topics) {
        return new SvgMap(topics).draw();
    }

    private String draw() {
        int y = MARGIN / 2;
        for (TopicMap topic : topics) {
            int rows = Math.max(topic.branches().size(), topic.publishers().size());
            draw(topic, y, rows * ROW);
            y += rows * ROW;
        }
        return svg.image(
                deadLetters.end() + MARGIN,
                y + MARGIN / 2,
                "The declared topology",
                topics.stream().map(TopicMap::inWords).collect(Collectors.joining(" ")));
    }

    private void draw(TopicMap topic, int top, int height) {
        int middle = top + height / 2;
        svg.box("topic", names.start(), middle, names.width(), topic.name(), topic.note());
        List<String> services = topic.publishers();
        for (int i = 0; i < services.size(); i++) {
            int y = middleOf(i, services.size(), top, height);
            svg.box("box", publishers.start(), y, publishers.width(), services.get(i), "");
            svg.join(publishers.end(), y, names.start(), middle);
        }
        List<Branch> branches = topic.branches();
        for (int i = 0; i < branches.size(); i++) {
            draw(branches.get(i), middle, middleOf(i, branches.size(), top, height));
        }
    }

    private void draw(Branch branch, int topicY, int y) {
        svg.branch(names.end(), topicY, BEND, targets.start(), y, branch.shortFilter());
        String kind = branch.isQueue() ? "queue" : "endpoint";
        svg.box(kind, targets.start(), y, targets.width(), branch.target(), branch.handling());
        svg.deadLetters(targets.end(), y, deadLetters.start());
        svg.box("dlq", deadLetters.start(), y, deadLetters.width(), branch.deadLetters(), branch.keeping());
    }

    /** The middle of one of so many rows that share a height. */
    private static int middleOf(int row, int rows, int top, int height) {
        return top + height * (2 * row + 1) / (2 * rows);
    }
}
