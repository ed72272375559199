package dev.invitations.topology.command;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.aws.Aws;
import java.io.IOException;
import picocli.CommandLine.Mixin;

/** A command about the declared topology as it is on AWS, or on a local station. */
public abstract class AwsCommand extends TopologyCommand {
    /**
     * The system property that tells where {@code --local} is, for a launcher that knows which port it took; empty where
     * none runs.
     */
    public static final String LOCAL_ENDPOINT = "invitations.local.endpoint";

    @Mixin
    private AwsOptions options;

    /**
     * Does what the command is there for.
     *
     * @return the exit code
     */
    protected abstract int run(Topology topology, Aws aws) throws IOException;

    @Override
    protected final int run() throws IOException {
        Topology topology = topology();
        try (Aws aws = options.connect()) {
            return run(topology, aws);
        }
    }

    /** The options by which a command that is proposed reaches the same AWS; begins with a space where there are any. */
    protected final String sameAws() {
        return options.asTyped();
    }

    /** The AWS CLI with the options by which it reaches the same AWS, such as {@code aws --region eu-central-1}. */
    protected final String sameAwsCli() {
        return options.asAwsCli();
    }
}
