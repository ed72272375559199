package dev.invitations.station.launcher;

import dev.invitations.station.StationFailure;
import dev.invitations.topology.command.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code station status}: prints what runs (exit 0: everything is ready, 1: something is not, or nothing runs). */
@Command(
        name = "status",
        description = "Tells what runs and whether it is ready; exit code 1 where something is not.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {
    private static final String READY = SupervisedService.Phase.READY.words();

    @Spec
    CommandSpec spec;

    @Mixin
    StateOption stateOption;

    @Override
    public Integer call() {
        StateDirectory directory = stateOption.directory();
        RunState running = directory
                .running()
                .orElseThrow(() -> StationFailure.failed(
                        "Nothing runs with the state directory " + directory.path() + "; ./station up starts it"));
        Table table = new Table().row("SERVICE", "STATE", "PID", "RESTARTS", "URL");
        boolean allReady = true;
        for (RunState.Entry service : running.services()) {
            // The launcher knows of deaths and restarts; whether a live service can do its work only it can tell.
            String missing = service.phase().equals(READY) ? Readiness.missing(service.ready()) : "";
            String state = missing.isEmpty() ? service.phase() : "not ready";
            allReady &= state.equals(READY);
            String pid = service.pid() == 0 ? "-" : Long.toString(service.pid());
            table.row(service.name(), state, pid, service.restarts(), service.url(), missing);
        }
        spec.commandLine().getOut().println(table);
        return allReady ? 0 : StationFailure.FAILED;
    }
}
