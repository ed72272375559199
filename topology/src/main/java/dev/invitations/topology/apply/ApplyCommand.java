package dev.invitations.topology.apply;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Difference;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.command.AwsCommand;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code station apply}: prints a line for each resource. */
@Command(
        name = "apply",
        description = "Makes the declared topology real, on AWS or on the local station. Applying again is safe.")
public final class ApplyCommand extends AwsCommand {

    @Override
    protected int run(Topology topology, Aws aws) {
        new Apply(aws.sns(), aws.sqs(), aws.place(), aws.patience()).apply(topology, this::print);
        return 0;
    }

    private void print(Applied applied) {
        String differences =
                applied.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        out().println("%-10s %-18s %-24s %s"
                .formatted(
                        applied.change().name().toLowerCase(Locale.ROOT),
                        applied.resource().kind(),
                        applied.resource().name(),
                        differences)
                .stripTrailing());
        out().flush();
    }
}
