package dev.invitations.station.aws.http;

import java.util.function.Consumer;

/** Writes the XML of the Query protocol. */
public final class Xml {
    private final StringBuilder out = new StringBuilder();

    private Xml() {}

    public static String document(String root, String namespace, Consumer<Xml> content) {
        var xml = new Xml();
        xml.out.append('<').append(root).append(" xmlns=\"").append(namespace).append("\">");
        content.accept(xml);
        xml.out.append("</").append(root).append('>');
        return xml.out.toString();
    }

    public Xml element(String name, Consumer<Xml> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    public Xml text(String name, String value) {
        return element(name, xml -> xml.escaped(value));
    }

    private void escaped(String value) {
        value.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                // A parser would read a plain carriage return as a line feed.
                case '\r' -> out.append("&#xD;");
                default -> out.appendCodePoint(isCharacter(c) ? c : 0xFFFD);
            }
        });
    }

    /** The characters of <a href="https://www.w3.org/TR/xml/#charsets">XML 1.0</a>; others can't even be escaped. */
    public static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || c >= 0x20 && c <= 0xD7FF
                || c >= 0xE000 && c <= 0xFFFD
                || c >= 0x10000 && c <= 0x10FFFF;
    }
}
