package dev.invitations.system.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.system.WrittenPage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code docs/configuration.md} tells of everything that can be configured, in the words of the code that reads it. */
class ConfigurationDocumentTest {
    private static final Path ROOT = Path.of("..");
    private static final WrittenPage PAGE = new WrittenPage(
            ROOT.resolve("docs/configuration.md"),
            "<!-- From here on it is written from the code. -->\n",
            "invitations.configuration",
            "mvn test -pl system-tests -am -Dtest=ConfigurationDocumentTest -Dsurefire.failIfNoSpecifiedTests=false");

    private static final Map<Path, Sources> MODULES = new TreeMap<>();

    @BeforeAll
    static void read() throws IOException {
        try (Stream<Path> directories = Files.list(ROOT)) {
            for (Path module : directories
                    .filter(it -> Files.isDirectory(it.resolve("src/main/java")))
                    .toList()) {
                MODULES.put(module, Sources.of(module));
            }
        }
    }

    @Test
    void it_has_every_setting_that_the_code_has() throws IOException {
        PAGE.assertEndsWith(written());
    }

    /** A parameter has no Javadoc, and so nothing that could be told. */
    @Test
    void nothing_is_read_outside_of_mappings() {
        assertThat(MODULES.values().stream()
                        .flatMap(sources -> sources.variables().stream())
                        .map(variable -> new Annotations(variable.getModifiers()))
                        .flatMap(annotations -> annotations.argument("ConfigProperty", "name").stream()))
                .isNotEmpty()
                .noneMatch(name -> name.startsWith("invitations."));
    }

    private String written() throws IOException {
        List<Mapping> mappings = MODULES.entrySet().stream()
                .flatMap(module -> Mapping.allOf(module.getKey().getFileName().toString(), module.getValue()))
                .toList();
        return mappings.stream().map(mapping -> "\n" + mapping.section()).collect(Collectors.joining())
                + setByServices();
    }

    private String setByServices() throws IOException {
        StringBuilder rows = new StringBuilder("""

                ## What services set

                | service | property | value |
                |---|---|---|
                """);
        for (Path module : MODULES.keySet()) {
            set(module)
                    .forEach((property, value) ->
                            rows.append("| %s | `%s` | `%s` |\n".formatted(module.getFileName(), property, value)));
        }
        return rows.toString();
    }

    /** What a service's own file sets, in production: properties of a profile begin with its name. */
    private static Map<String, String> set(Path module) throws IOException {
        Path file = module.resolve("src/main/resources/application.properties");
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (InputStream in = Files.newInputStream(file)) {
                properties.load(in);
            }
        }
        return properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith("invitations."))
                .collect(Collectors.toMap(name -> name, properties::getProperty, (a, _) -> a, TreeMap::new));
    }
}
