package dev.invitations.topology.export;

import dev.invitations.topology.command.TopologyCommand;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code station export cloudformation}. */
@Command(name = "cloudformation", description = "A CloudFormation template, in YAML.")
final class CloudFormationCommand extends TopologyCommand {

    @Override
    protected int run() throws IOException {
        out().print(CloudFormation.template(topology()));
        out().flush();
        return 0;
    }
}
