package dev.invitations.topology.map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/topology.md} speaks of the file as it is now. */
class TopologyDocumentTest {
    private static final Path ROOT = Path.of("..");

    private final String document = Files.readString(ROOT.resolve("docs/topology.md"));
    private final List<TopicMap> topics;

    /** The environment of who runs the test has no say in it. */
    TopologyDocumentTest() throws IOException {
        topics = TopicMap.of(Topology.read(
                "topology.yaml", Files.readString(ROOT.resolve("deploy/topology.yaml")), _ -> Optional.empty()));
    }

    @Test
    void the_image_is_up_to_date() throws IOException {
        assertThat(Files.readString(ROOT.resolve("docs/images/topology.svg")))
                .as("./station map --format svg --file deploy/topology.yaml > docs/images/topology.svg")
                .isEqualTo(SvgMap.draw(topics));
    }

    @Test
    void the_flowchart_is_up_to_date() {
        assertThat(document)
                .as("its flowchart is what ./station map --format mermaid --file deploy/topology.yaml prints")
                .contains("```mermaid\n" + MermaidMap.draw(topics) + "```\n");
    }

    @Test
    void its_example_is_a_topology_without_mistakes() {
        assertThatNoException().isThrownBy(() -> Topology.read("example", example(), _ -> Optional.empty()));
    }

    @Test
    void its_example_has_every_key_that_there_is() throws IOException {
        JsonNode schema = new JsonMapper()
                .readTree(ROOT.resolve("deploy/topology.schema.json").toFile());
        List<String> keys = Stream.of("", "/$defs/topic", "/$defs/subscription")
                .flatMap(type -> schema.at(type + "/properties").propertyStream())
                .map(Map.Entry::getKey)
                .filter(key -> !key.equals("protocol"))
                .toList();

        assertThat(keys).hasSizeGreaterThan(10).allSatisfy(key -> assertThat(example())
                .contains(key + ":"));
    }

    private String example() {
        return document.substring(document.indexOf("```yaml\n") + "```yaml\n".length())
                .split("```")[0];
    }
}
