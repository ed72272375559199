package dev.invitations.topology.map;

import dev.invitations.topology.map.TopicMap.Branch;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** The map for a terminal, drawn in boxes' lines. */
final class TextMap {
    private TextMap() {}

    static String draw(List<TopicMap> topics) {
        return topics.stream().map(TextMap::draw).collect(Collectors.joining("\n"));
    }

    private static String draw(TopicMap topic) {
        StringBuilder drawn = new StringBuilder();
        int indent = publishers(drawn, topic);
        drawn.append(topic.name());
        if (!topic.note().isEmpty()) {
            drawn.append("  (").append(topic.note()).append(')');
        }
        // Back to the left, so that a line has room for its branch.
        drawn.append('\n').append(indent > 2 ? "  ┌" + "─".repeat(indent - 3) + "┘\n" : "  │\n");
        branches(drawn, topic.branches());
        return drawn.toString();
    }

    /** Draws the lines that join at the topic, and tells where the topic's name begins. */
    private static int publishers(StringBuilder drawn, TopicMap topic) {
        List<String> names = topic.publishers();
        if (names.isEmpty()) {
            return 0;
        }
        int width = longest(names, String::length) + 1;
        String arrow = "─▶ ";
        for (String name : names.subList(0, names.size() - 1)) {
            boolean isFirst = name.equals(names.getFirst());
            drawn.append(line(name, width)).append(isFirst ? "──┐\n" : "──┤\n");
        }
        drawn.append(line(names.getLast(), width))
                .append(names.size() == 1 ? "───" : "──┴")
                .append(arrow);
        return width + "──┴".length() + arrow.length();
    }

    private static void branches(StringBuilder drawn, List<Branch> branches) {
        int filter = longest(branches, branch -> branch.shortFilter().length()) + 1;
        int target = Math.max(
                        longest(branches, branch -> branch.target().length()),
                        longest(branches, branch -> branch.handling().length()))
                + 1;
        for (Branch branch : branches) {
            boolean isLast = branch == branches.getLast();
            drawn.append(isLast ? "  └─ " : "  ├─ ")
                    .append(line(branch.shortFilter(), filter))
                    .append("─▶ ")
                    .append(line(branch.target(), target))
                    .append("─▶ ")
                    .append(branch.deadLetters())
                    .append('\n')
                    .append(isLast ? "     " : "  │  ")
                    .append(" ".repeat(filter + "─▶ ".length()))
                    .append(padded(branch.handling(), target + "─▶ ".length(), ' '))
                    .append(branch.keeping())
                    .append('\n');
        }
    }

    private static <T> int longest(List<T> things, ToIntFunction<T> length) {
        return things.stream().mapToInt(length).max().orElse(0);
    }

    private static String line(String text, int width) {
        return padded(text + " ", width, '─');
    }

    private static String padded(String text, int width, char filling) {
        return text + String.valueOf(filling).repeat(Math.max(0, width - text.length()));
    }
}
