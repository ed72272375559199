package dev.invitations.topology.export;

import dev.invitations.topology.command.TopologyCommand;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code station export terraform}. */
@Command(name = "terraform", description = "A Terraform configuration in JSON, for main.tf.json.")
final class TerraformCommand extends TopologyCommand {

    @Override
    protected int run() throws IOException {
        out().print(Terraform.configuration(topology()));
        out().flush();
        return 0;
    }
}
