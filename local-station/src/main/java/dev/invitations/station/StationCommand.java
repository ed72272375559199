package dev.invitations.station;

import dev.invitations.station.bench.BenchCommand;
import dev.invitations.station.delivery.DeliveriesCommand;
import dev.invitations.station.invite.InviteCommand;
import dev.invitations.station.issuer.TokenCommand;
import dev.invitations.station.launcher.DownCommand;
import dev.invitations.station.launcher.LogsCommand;
import dev.invitations.station.launcher.StateDirectory;
import dev.invitations.station.launcher.StatusCommand;
import dev.invitations.station.launcher.UpCommand;
import dev.invitations.topology.apply.ApplyCommand;
import dev.invitations.topology.command.AwsCommand;
import dev.invitations.topology.dlq.DlqCommand;
import dev.invitations.topology.doctor.DoctorCommand;
import dev.invitations.topology.export.ExportCommand;
import dev.invitations.topology.map.MapCommand;
import dev.invitations.topology.plan.PlanCommand;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** {@code ./station}: everything Invitation Station does on one machine. */
@Command(
        name = "station",
        description = "Runs Invitation Station on this machine, and talks to it.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            UpCommand.class,
            DownCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            TokenCommand.class,
            InviteCommand.class,
            PlanCommand.class,
            ApplyCommand.class,
            DlqCommand.class,
            DoctorCommand.class,
            ExportCommand.class,
            MapCommand.class,
            DeliveriesCommand.class,
            BenchCommand.class,
            ServeCommand.class
        },
        footer = {
            "",
            "  verify    builds everything and runs every test (options go to Maven)",
            "  soak      ten thousand invitations while everything goes wrong: nothing lost, nothing twice",
            "  fidelity  writes docs/fidelity.md anew: tries SNS's rules here and on LocalStack"
        })
public final class StationCommand {
    private StationCommand() {}

    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.setProperty(AwsCommand.LOCAL_ENDPOINT, localAws());
        System.exit(commandLine().execute(args));
    }

    /** Where the station that was started here has its AWS; empty where none runs: on the usual port may be another's. */
    private static String localAws() {
        int port = StateDirectory.usual().port("--aws-port", 0);
        return port == 0 ? "" : "http://localhost:" + port;
    }

    /** The command line with its exit codes: 0 done, 1 not done, 2 wrong usage or out of reach; {@code plan} has its own. */
    public static CommandLine commandLine() {
        CommandLine station = new CommandLine(new StationCommand());
        setVersion(
                station,
                "Invitation Station " + StationCommand.class.getPackage().getImplementationVersion());
        return withErrorsForPeople(station);
    }

    /** What went wrong is told in a sentence. */
    public static CommandLine withErrorsForPeople(CommandLine command) {
        return command.setExecutionExceptionHandler(StationCommand::explain)
                .setParameterExceptionHandler(StationCommand::correct);
    }

    private static void setVersion(CommandLine command, String version) {
        command.getCommandSpec().version(version);
        command.getSubcommands().values().forEach(subcommand -> setVersion(subcommand, version));
    }

    private static int explain(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
            throws Exception {
        if (failure instanceof StationFailure said) {
            command.getErr().println(said.getMessage());
            return said.exitCode();
        }
        if (failure instanceof UncheckedIOException io) {
            command.getErr().println(io.getMessage());
            return StationFailure.UNUSABLE;
        }
        throw failure;
    }

    private static int correct(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(wrong.getMessage());
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(wrong, err)) {
            err.println("Its options: ./" + command.getCommandSpec().qualifiedName() + " --help");
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
