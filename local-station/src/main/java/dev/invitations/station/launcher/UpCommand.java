package dev.invitations.station.launcher;

import dev.invitations.station.Ports;
import dev.invitations.station.StationFailure;
import dev.invitations.topology.command.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code station up}: runs everything until a signal ends it; with {@code --detach} it returns once all is ready (exit 0).
 * Exit 1: something can't be started, 2: wrong options.
 */
@Command(
        name = "up",
        description = "Builds what is stale and starts Invitation Station; Ctrl-C ends it.",
        mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
    /** The beginning of the line that says everything is ready; the page's URL follows. */
    static final String READY = "Invitation Station is ready: ";

    /**
     * What {@code --only-check} exits with where nothing can be started. It is an exit code that nothing else has: the
     * script asks a jar that may be broken, or older than the option, and those must not keep anybody from building.
     */
    static final int NOT_NOW = 3;

    private static final int MOST_SECONDS = 3_600;

    @Spec
    CommandSpec spec;

    @Mixin
    Ports ports;

    @Mixin
    StateOption stateOption;

    @Option(names = "--detach", description = "return as soon as everything is ready; ./station down ends it")
    boolean detach;

    @Option(
            names = "--restart-within",
            paramLabel = "SECONDS",
            defaultValue = "300",
            description = "how long a service that died again and again waits at most for its next start; the wait"
                    + " doubles from 1 s (default: ${DEFAULT-VALUE})")
    int longestWait;

    /** For the script, which builds before it starts: not under what runs, and not for a minute before it says so. */
    @Option(names = "--only-check", hidden = true, description = "tell whether it could start, and start nothing")
    boolean onlyCheck;

    @Override
    public Integer call() throws Exception {
        ports.requireDistinct();
        requireWait();
        StateDirectory state = stateOption.directory();
        if (onlyCheck) {
            return check(state);
        }
        FileLock lock = lock(state);
        FreePorts.require(ports.byOption());
        List<Service> services = Services.of(ports, Repository.root(), state);
        requireBuilt(services);
        PrintWriter out = spec.commandLine().getOut();
        if (detach) {
            lock.channel().close();
            return new DetachedLauncher(state, out)
                    .start(spec.commandLine().getParseResult().originalArgs());
        }
        return run(services, state, lock, out);
    }

    private int check(StateDirectory state) throws IOException {
        try (FileChannel _ = lock(state).channel()) {
            FreePorts.require(ports.byOption());
            return 0;
        } catch (StationFailure e) {
            spec.commandLine().getErr().println(e.getMessage());
            return NOT_NOW;
        }
    }

    private void requireWait() {
        if (longestWait < 1 || longestWait > MOST_SECONDS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--restart-within " + longestWait + " is refused: it is a number of seconds from 1 to "
                            + MOST_SECONDS);
        }
    }

    private static FileLock lock(StateDirectory state) {
        return state.lock().orElseThrow(() -> alreadyRunning(state));
    }

    private int run(List<Service> services, StateDirectory state, FileLock lock, PrintWriter out) throws Exception {
        for (Service service : services) {
            Files.deleteIfExists(state.log(service.name()));
        }
        out.println("Starting; the logs are in " + state.logs());
        BackOff backOff = BackOff.LAPTOP.upTo(Duration.ofSeconds(longestWait));
        try (var launcher =
                new Launcher(services, Repository.root(), ports.byOption(), state, lock, backOff, out::println)) {
            Runtime.getRuntime().addShutdownHook(new Thread(launcher::close, "launcher-end"));
            launcher.start();
            out.println();
            out.println(table(services));
            out.println();
            out.println(READY + "http://localhost:" + ports.gateway());
            launcher.awaitEnd();
        }
        return 0;
    }

    private static StationFailure alreadyRunning(StateDirectory state) {
        String what = state.running()
                .map(running -> " (process %d): http://localhost:%d"
                        .formatted(running.launcher().pid(), running.ports().get("--gateway-port")))
                .orElse("");
        return StationFailure.failed("Invitation Station already runs with the state directory " + state.path() + what
                + ". ./station down ends it; another one needs ports of its own and --state DIR");
    }

    private static void requireBuilt(List<Service> services) {
        for (Service service : services) {
            Path jar = Path.of(service.program().get(service.program().indexOf("-jar") + 1));
            if (!Files.exists(jar)) {
                throw StationFailure.failed(
                        service.name() + " is not built (" + jar + " is missing): ./station up builds it");
            }
        }
    }

    private Table table(List<Service> services) {
        Table table = new Table();
        services.subList(1, services.size()).forEach(service -> table.row(service.title(), service.url()));
        return table.row("inbox", services.getFirst().url() + "/inbox")
                .row("token issuer", ports.issuer())
                .row("AWS (SNS, SQS)", "http://localhost:" + ports.aws())
                .row("SMTP", "localhost:" + ports.smtp())
                .row("Redis", "redis://localhost:" + ports.redis());
    }
}
