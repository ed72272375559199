package dev.invitations.topology.map;

import java.util.List;

/** An SVG image under construction: boxes with two lines of text, and lines between them. */
final class Svg {
    /** Half of a box's height. */
    static final int HALF = 24;

    private static final int PADDING = 14;
    // Monospaced, so that how wide a text is can be told; some fonts have wider letters than others.
    private static final double LETTER = 8.2;
    private static final double SMALL_LETTER = 6.9;

    private static final String STYLE = """
            <style>
              svg { color-scheme: light dark; }
              text { font: 600 13px ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #1f2328; }
              .small { font-size: 11px; font-weight: 400; fill: #59636e; }
              .paper { fill: #ffffff; }
              .line, .dead { fill: none; stroke: #818b98; stroke-width: 1.5; }
              .dead { stroke-dasharray: 5 4; }
              .tip { fill: #818b98; }
              .box { fill: #f6f8fa; stroke: #818b98; }
              .topic { fill: #ddf4ff; stroke: #0969da; }
              .queue { fill: #dafbe1; stroke: #1a7f37; }
              .endpoint { fill: #fbefff; stroke: #8250df; }
              .dlq { fill: #fff1e5; stroke: #bc4c00; }
              @media (prefers-color-scheme: dark) {
                text { fill: #f0f6fc; }
                .small { fill: #b7bdc8; }
                .paper { fill: #0d1117; }
                .box { fill: #151b23; stroke: #656c76; }
                .topic { fill: #0c2d6b; stroke: #4493f8; }
                .queue { fill: #033a16; stroke: #3fb950; }
                .endpoint { fill: #3c1e70; stroke: #ab7df8; }
                .dlq { fill: #5a1e02; stroke: #db6d28; }
              }
            </style>
            <defs>
              <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="8" markerHeight="8" orient="auto">
                <path class="tip" d="M0 0 8 4 0 8z"/>
              </marker>
            </defs>
            """;

    private final StringBuilder body = new StringBuilder();

    /** How wide a box is for one of those names with the smaller text below it. */
    static int boxWidth(List<String> names, List<String> below) {
        return 2 * PADDING + Math.max(width(names, LETTER), width(below, SMALL_LETTER));
    }

    /** How wide the smaller texts are. */
    static int labelWidth(List<String> labels) {
        return width(labels, SMALL_LETTER);
    }

    private static int width(List<String> texts, double letter) {
        return (int) Math.ceil(texts.stream().mapToInt(String::length).max().orElse(0) * letter);
    }

    /** @param y the middle, as everywhere */
    void box(String kind, int x, int y, int width, String name, String below) {
        body.append("<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\"/>\n"
                .formatted(kind, x, y - HALF, width, 2 * HALF, kind.equals("topic") ? HALF : 6));
        boolean alone = below.isEmpty();
        text("", x + width / 2, alone ? y + 5 : y - 3, "middle", name);
        if (!alone) {
            text("small", x + width / 2, y + 14, "middle", below);
        }
    }

    /** A curve that leaves and arrives level. */
    void join(int fromX, int fromY, int toX, int toY) {
        int middle = (fromX + toX) / 2;
        path("line", "M%d %d C%d %d %d %d %d %d".formatted(fromX, fromY, middle, fromY, middle, toY, toX, toY));
    }

    /** A line that is level once it has gone around the bend, with a label on it. */
    void branch(int fromX, int fromY, int bend, int toX, int toY, String label) {
        int level = fromX + bend;
        path(
                "line",
                "M%d %d C%d %d %d %d %d %d H%d".formatted(fromX, fromY, level, fromY, fromX, toY, level, toY, toX));
        text("small", level + 4, toY - 7, "start", label);
    }

    /** The way of what could not be delivered. */
    void deadLetters(int fromX, int y, int toX) {
        path("dead", "M%d %d H%d".formatted(fromX, y, toX));
    }

    private void path(String kind, String way) {
        body.append("<path class=\"%s\" d=\"%s\" marker-end=\"url(#tip)\"/>\n".formatted(kind, way));
    }

    private void text(String kind, int x, int y, String anchor, String text) {
        String attribute = kind.isEmpty() ? "" : " class=\"" + kind + "\"";
        body.append("<text%s x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n"
                .formatted(attribute, x, y, anchor, escaped(text)));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** @param description the same for people who can't see it */
    String image(int width, int height, String title, String description) {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %1$d %2$d" width="%1$d" height="%2$d" role="img" \
                aria-labelledby="title desc">
                <title id="title">%3$s</title>
                <desc id="desc">%4$s</desc>
                """.formatted(width, height, escaped(title), escaped(description))
                + STYLE
                + "<rect class=\"paper\" width=\"%d\" height=\"%d\" rx=\"8\"/>\n".formatted(width, height)
                + body
                + "</svg>\n";
    }
}
