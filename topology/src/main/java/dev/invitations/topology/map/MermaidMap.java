package dev.invitations.topology.map;

import dev.invitations.topology.map.TopicMap.Branch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The map for documents.
 *
 * @see <a href="https://mermaid.js.org/syntax/flowchart.html">Mermaid: flowcharts</a>
 */
final class MermaidMap {
    private final StringBuilder drawn = new StringBuilder("flowchart LR\n");
    private final Map<String, String> publishers = new LinkedHashMap<>();
    private int branches;

    private MermaidMap() {}

    static String draw(List<TopicMap> topics) {
        MermaidMap map = new MermaidMap();
        for (int i = 0; i < topics.size(); i++) {
            map.draw(topics.get(i), "topic" + (i + 1));
        }
        return map.drawn.toString();
    }

    private void draw(TopicMap topic, String id) {
        line(id + "([" + label(topic.name(), topic.note()) + "])");
        for (String publisher : topic.publishers()) {
            line(publisher(publisher) + " --> " + id);
        }
        for (Branch branch : topic.branches()) {
            branches++;
            String target = (branch.isQueue() ? "queue" : "endpoint") + branches;
            String label = label(branch.target(), branch.handling());
            line(id + " -- " + label(branch.filter(), "") + " --> " + target
                    + (branch.isQueue() ? "[(" + label + ")]" : "[" + label + "]"));
            line(target + " -.-> dlq" + branches + "[(" + label(branch.deadLetters(), branch.keeping()) + ")]");
        }
    }

    /** With its label where it comes first. */
    private String publisher(String name) {
        String known = publishers.get(name);
        if (known != null) {
            return known;
        }
        String id = "publisher" + (publishers.size() + 1);
        publishers.put(name, id);
        return id + "[" + label(name, "") + "]";
    }

    private static String label(String text, String small) {
        return '"' + escaped(text) + (small.isEmpty() ? "" : "<br>" + escaped(small)) + '"';
    }

    private static String escaped(String text) {
        return text.replace("#", "#35;")
                .replace("\"", "#quot;")
                .replace("<", "#lt;")
                .replace(">", "#gt;");
    }

    private void line(String line) {
        drawn.append("  ").append(line).append('\n');
    }
}
