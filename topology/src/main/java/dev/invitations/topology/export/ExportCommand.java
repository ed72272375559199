package dev.invitations.topology.export;

import picocli.CommandLine.Command;

/** {@code station export}: prints the topology as other tools take it. */
@Command(
        name = "export",
        description = "Prints the declared topology for people who apply with their own tools. Asks nothing of AWS.",
        mixinStandardHelpOptions = true,
        exitCodeOnInvalidInput = 1,
        synopsisSubcommandLabel = "FORMAT",
        subcommands = {CloudFormationCommand.class, IamCommand.class, TerraformCommand.class})
public final class ExportCommand {}
