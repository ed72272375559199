package dev.invitations.station.launcher;

import dev.invitations.station.StationFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code station logs}: prints a service's log (exit 0), or which logs there are where it has none (2). */
@Command(name = "logs", description = "Prints the log of a service.", mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {
    private static final long LOOK_EVERY_MILLIS = 200;

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", description = "as status names it")
    String service;

    @Option(
            names = {"-f", "--follow"},
            description = "go on with what is written from now on, until Ctrl-C")
    boolean follow;

    @Mixin
    StateOption stateOption;

    @Override
    public Integer call() throws IOException, InterruptedException {
        StateDirectory state = stateOption.directory();
        Path log = state.log(service);
        if (!log.getParent().equals(state.logs()) || !Files.exists(log)) {
            throw StationFailure.unusable("There is no log of \"" + service + "\"; " + known(state));
        }
        try (LogTail tail = new LogTail(log, spec.commandLine().getOut())) {
            while (!tail.print().isEmpty() || follow) {
                Thread.sleep(LOOK_EVERY_MILLIS);
            }
        }
        return 0;
    }

    private static String known(StateDirectory state) throws IOException {
        if (!Files.isDirectory(state.logs())) {
            return "nothing has been started yet: ./station up";
        }
        try (Stream<Path> logs = Files.list(state.logs())) {
            return "there are logs of "
                    + logs.map(log -> log.getFileName().toString().replace(".log", ""))
                            .sorted()
                            .collect(Collectors.joining(", "));
        }
    }
}
