package dev.invitations.system.configuration;

import java.util.Locale;

/**
 * Something that can be configured.
 *
 * @param value what it is without that
 */
record Setting(String property, String type, String value, String meaning) {
    static final String HEAD = """
            | property, environment variable | value | default | meaning |
            |---|---|---|---|
            """;

    String row() {
        return "| `%s`<br>`%s` | %s | %s | %s |\n".formatted(property, environmentVariable(), type, value, meaning);
    }

    /** As MicroProfile Config says: what is neither letter nor digit becomes an underscore. */
    private String environmentVariable() {
        return property.replaceAll("[^A-Za-z0-9…]", "_").toUpperCase(Locale.ROOT);
    }
}
