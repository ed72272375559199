package dev.invitations.station.launcher;

import dev.invitations.station.StationFailure;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code station down}: ends what runs, also where nothing does (exit 0); 1 where it has not ended in a minute. */
@Command(name = "down", description = "Ends what up started.", mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {
    /** Longer than every service together may take to end. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Spec
    CommandSpec spec;

    @Mixin
    StateOption stateOption;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        StateDirectory state = stateOption.directory();
        Optional<ProcessHandle> launcher =
                state.running().flatMap(running -> running.launcher().alive());
        if (launcher.isEmpty()) {
            spec.commandLine().getOut().println("Nothing runs with the state directory " + state.path());
            return 0;
        }
        launcher.get().destroy();
        try {
            launcher.get().onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw StationFailure.failed(
                    "The launcher, process " + launcher.get().pid() + ", has not ended within " + PATIENCE.toSeconds()
                            + " s; ./station status tells what still runs");
        }
        spec.commandLine().getOut().println("Invitation Station has ended");
        return 0;
    }
}
