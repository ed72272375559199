package dev.invitations.cli;

import dev.invitations.topology.apply.ApplyCommand;
import dev.invitations.topology.dlq.DlqCommand;
import dev.invitations.topology.doctor.DoctorCommand;
import dev.invitations.topology.export.ExportCommand;
import dev.invitations.topology.map.MapCommand;
import dev.invitations.topology.plan.PlanCommand;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/**
 * The commands of the topology where nothing runs locally: in a container, as a Kubernetes Job before a roll-out. On a
 * laptop {@code ./station} has the same commands, and more.
 */
@TopCommand
@Command(
        name = "station",
        mixinStandardHelpOptions = true,
        description = "Makes the declared topology real on AWS, and tells where it is not.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            PlanCommand.class,
            ApplyCommand.class,
            DoctorCommand.class,
            DlqCommand.class,
            ExportCommand.class,
            MapCommand.class
        })
final class Station {}
