package dev.invitations.station.launcher;

import dev.invitations.station.StationCommand;
import dev.invitations.station.StationFailure;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code up --detach}: the same command without the option, in a process that outlives the terminal. */
final class DetachedLauncher {
    private static final long LOOK_EVERY_MILLIS = 100;

    private final StateDirectory state;
    private final PrintWriter out;

    DetachedLauncher(StateDirectory state, PrintWriter out) {
        this.state = state;
        this.out = out;
    }

    /** Prints what the launcher says until it is ready or gives up. */
    int start(List<String> arguments) throws IOException, InterruptedException {
        Path log = state.log("launcher");
        Files.writeString(log, "");
        Process launcher = new ProcessBuilder(command(arguments))
                .redirectInput(new File("/dev/null"))
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .redirectErrorStream(true)
                .start();
        try (LogTail tail = new LogTail(log, out)) {
            while (!tail.print().contains(UpCommand.READY)) {
                if (launcher.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    tail.print();
                    return StationFailure.FAILED;
                }
            }
        }
        return 0;
    }

    private static List<String> command(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of("nohup", Services.JAVA, "-cp", System.getProperty("java.class.path")));
        command.add("-Dstation.root=" + Repository.root());
        command.addAll(Services.SMALL);
        command.add(StationCommand.class.getName());
        arguments.stream().filter(argument -> !argument.equals("--detach")).forEach(command::add);
        return command;
    }
}
