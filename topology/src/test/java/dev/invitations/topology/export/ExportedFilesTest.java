package dev.invitations.topology.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What lies in {@code deploy/aws} is what would be exported now. */
class ExportedFilesTest {
    private static final Path AWS = Path.of("..", "deploy", "aws");

    private final Topology topology = Topology.declared();

    @Test
    void the_cloudformation_template_is_up_to_date() throws IOException {
        assertThat(Files.readString(AWS.resolve("cloudformation.yaml")))
                .as("./station export cloudformation --file deploy/topology.yaml > deploy/aws/cloudformation.yaml")
                .isEqualTo(CloudFormation.template(topology));
    }
}
