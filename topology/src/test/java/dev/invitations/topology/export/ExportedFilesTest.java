package dev.invitations.topology.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What lies in {@code deploy/aws} is what would be exported now. */
class ExportedFilesTest {
    private static final Path DEPLOY = Path.of("..", "deploy");
    private static final Path AWS = DEPLOY.resolve("aws");

    private final Topology topology;

    /** The environment of who runs the test has no say in it. */
    ExportedFilesTest() throws IOException {
        topology = Topology.read(
                "topology.yaml", Files.readString(DEPLOY.resolve("topology.yaml")), _ -> Optional.empty());
    }

    @Test
    void the_cloudformation_template_is_up_to_date() throws IOException {
        assertThat(Files.readString(AWS.resolve("cloudformation.yaml")))
                .as("./station export cloudformation --file deploy/topology.yaml > deploy/aws/cloudformation.yaml")
                .isEqualTo(CloudFormation.template(topology));
    }

    @Test
    void the_iam_policies_are_up_to_date() throws IOException {
        Map<String, ObjectNode> policies = IamPolicies.of(topology, IamCommand.ANY_PLACE);
        Map<String, String> wanted = new TreeMap<>();
        policies.forEach((name, policy) -> wanted.put(name + ".json", Json.pretty(policy)));

        assertThat(files(AWS.resolve("iam")))
                .as("rm -r deploy/aws/iam; ./station export iam --file deploy/topology.yaml --output deploy/aws/iam")
                .isEqualTo(wanted);
    }

    @Test
    void the_terraform_configuration_is_up_to_date() throws IOException {
        assertThat(Files.readString(AWS.resolve("terraform/main.tf.json")))
                .as("./station export terraform --file deploy/topology.yaml > deploy/aws/terraform/main.tf.json")
                .isEqualTo(Terraform.configuration(topology));
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> found = Files.list(folder)) {
            for (Path file : found.toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        return files;
    }
}
