package dev.invitations.bench.workers;

import dev.invitations.station.StationCommand;
import dev.invitations.station.StationFailure;
import dev.invitations.station.launcher.Repository;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code station bench workers}: the workers' subscriber beside others, in the same run, on the same messages. */
@Command(
        name = "station bench workers",
        description = "Measures the workers' subscriber beside Spring Cloud AWS, SmallRye and the bare AWS SDK.",
        mixinStandardHelpOptions = true)
public final class WorkersBenchCommand implements Callable<Integer> {
    private static final int MOST_ROUNDS = 50;
    private static final int MOST_MESSAGES = 100_000;

    @Spec
    CommandSpec spec;

    @Option(
            names = "--only",
            paramLabel = "NAME",
            split = ",",
            description = "Who takes part, of ${COMPLETION-CANDIDATES}. Default: all but the last three.",
            completionCandidates = Names.class)
    List<String> only;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "How often each is measured. Default: ${DEFAULT-VALUE}.",
            defaultValue = "5")
    int rounds;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "How many wait at the beginning of a measurement on the stub; half as many on the local"
                    + " station. Default: ${DEFAULT-VALUE}.",
            defaultValue = "10000")
    int messages;

    @Option(
            names = "--clients",
            description = "Measures the bare loop alone, with each of the SDK's HTTP clients, on the stub.")
    boolean clients;

    @Option(names = "--stub-only", description = "Without the local station.")
    boolean stubOnly;

    @Option(names = "--write", description = "Writes what was measured into docs/benchmarks.md. Only for a whole run.")
    boolean write;

    /** The names of all contenders. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Entrant.names().iterator();
        }
    }

    public static void main(String[] args) {
        System.setProperty("java.util.logging.manager", "org.jboss.logmanager.LogManager");
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return StationCommand.withErrorsForPeople(new CommandLine(new WorkersBenchCommand()));
    }

    @Override
    public Integer call() throws InterruptedException {
        require("--rounds", rounds, MOST_ROUNDS);
        require("--messages", messages, MOST_MESSAGES);
        if (write && (only != null || stubOnly)) {
            throw new ParameterException(
                    spec.commandLine(), "--write is refused with --only or --stub-only: a whole run is written down");
        }
        if (clients && only != null) {
            throw new ParameterException(
                    spec.commandLine(), "--clients is refused with --only: it says itself who takes part");
        }
        PrintWriter err = spec.commandLine().getErr();
        Path root = Repository.root();
        List<Entrant> entrants = entrants();
        try {
            Results results = new Bench(entrants, rounds, messages, !stubOnly && !clients, err::println).run(root);
            Report report = new Report(command(), results, entrants, rounds, messages);
            spec.commandLine().getOut().println(report.toText());
            if (write) {
                report.write(root.resolve("docs/benchmarks.md"));
            }
            return 0;
        } catch (IOException e) {
            throw StationFailure.failed("It can't be measured: " + e.getMessage());
        }
    }

    /** As it stands on the page. */
    private String command() {
        return "./" + spec.name() + (clients ? " --clients" : "") + " --write";
    }

    private List<Entrant> entrants() {
        if (clients) {
            return Entrant.CLIENTS;
        }
        try {
            return only == null ? Entrant.SUBSCRIBERS : Entrant.named(only);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void require(String option, int number, int most) {
        if (number < 1 || number > most) {
            throw new ParameterException(
                    spec.commandLine(), option + " " + number + " is refused: it is a number from 1 to " + most);
        }
    }
}
