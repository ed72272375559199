package dev.invitations.topology;

import dev.invitations.contract.topology.Topology;
import dev.invitations.contract.topology.TopologyInvalid;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code station apply}: prints a line for each resource (exit 0), or says in a sentence what stands in the way (1); 2 for
 * wrong options.
 */
@Command(
        name = "apply",
        mixinStandardHelpOptions = true,
        description = "Makes the declared topology real, on AWS or on the local station. Applying again is safe.")
public final class ApplyCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "FILE",
            description = "The topology to apply. Default: deploy/topology.yaml as it was when this was built.")
    private Optional<Path> file = Optional.empty();

    @Mixin
    private AwsOptions options;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        try {
            Topology topology = file.isPresent() ? Topology.read(file.get()) : Topology.declared();
            try (Aws aws = options.connect()) {
                new Apply(aws.sns(), aws.sqs(), aws.place(), aws.patience()).apply(topology, this::print);
            }
            return 0;
        } catch (NoSuchFileException e) {
            return failed("there is no file " + e.getMessage());
        } catch (TopologyInvalid | NotConnected | ApplyFailed | IOException e) {
            return failed(e.getMessage());
        }
    }

    private void print(Applied applied) {
        PrintWriter out = spec.commandLine().getOut();
        String differences =
                applied.differences().stream().map(Difference::toString).collect(Collectors.joining(", "));
        out.println("%-10s %-18s %-24s %s"
                .formatted(
                        applied.change().name().toLowerCase(Locale.ROOT),
                        applied.resource().kind(),
                        applied.resource().name(),
                        differences)
                .stripTrailing());
        out.flush();
    }

    private int failed(String why) {
        spec.commandLine().getErr().println(why);
        return 1;
    }
}
