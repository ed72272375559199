package dev.invitations.station.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.CommandRun;
import dev.invitations.station.FreePort;
import dev.invitations.station.JavaProcess;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the script asks before it builds. */
@Timeout(60)
class UpCommandTest {
    @TempDir
    Path state;

    @Test
    void whereItCouldStartNothingIsSaidAndNothingStarted() {
        assertThat(check(FreePort.any())).isEqualTo(new CommandRun(0, "", ""));
        assertThat(check(FreePort.any())).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void aTakenPortIsTold() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CommandRun run = check(taken.getLocalPort());

            assertThat(run.exitCode()).isEqualTo(UpCommand.NOT_NOW);
            assertThat(run.err()).contains("Port " + taken.getLocalPort() + " is taken", "--api-port");
        }
    }

    @Test
    void oneThatRunsAlreadyIsTold() throws Exception {
        Process launcher = new ProcessBuilder(JavaProcess.of(LauncherTest.Main.class, state.toString()))
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            assertThat(launcher.inputReader().readLine()).isEqualTo("ready");

            CommandRun run = check(FreePort.any());

            assertThat(run.exitCode()).isEqualTo(UpCommand.NOT_NOW);
            assertThat(run.err()).contains("already runs", state.toString(), "./station down");
        } finally {
            launcher.destroy();
            launcher.waitFor();
        }
    }

    @Test
    void aWaitThatIsNoneIsRefused() {
        CommandRun run = CommandRun.of("up", "--only-check", "--state=" + state, "--restart-within=0");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--restart-within 0 is refused", "from 1 to 3600");
    }

    private CommandRun check(int apiPort) {
        List<String> words =
                new ArrayList<>(List.of("up", "--only-check", "--state=" + state, "--api-port=" + apiPort));
        for (String part : List.of("gateway", "email-worker", "analytics-worker", "aws", "station", "smtp", "redis")) {
            words.add("--" + part + "-port=" + FreePort.any());
        }
        return CommandRun.of(words.toArray(String[]::new));
    }
}
