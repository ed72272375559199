package dev.invitations.station.bench;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code station bench}: measures. */
@Command(
        name = "bench",
        description = "Measures how fast things are, beside others.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "WHAT",
        subcommands = StationBenchCommand.class,
        footer = {"", "  workers  measures the workers' subscriber beside others (builds those first)"})
public final class BenchCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(),
                "What is to be measured? "
                        + String.join(", ", spec.subcommands().keySet()) + ", workers");
    }
}
