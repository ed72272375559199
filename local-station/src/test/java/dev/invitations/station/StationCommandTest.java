package dev.invitations.station;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command says where nothing runs, or where it was called wrongly. */
class StationCommandTest {
    @TempDir
    Path state;

    @Test
    void itsHelpNamesEveryCommand() {
        CommandRun help = CommandRun.of("--help");

        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains(
                        "up ",
                        "down ",
                        "status ",
                        "logs ",
                        "token ",
                        "invite ",
                        "plan ",
                        "apply ",
                        "dlq ",
                        "doctor ",
                        "export ",
                        "map ",
                        "deliveries ",
                        "bench ",
                        "verify ")
                .doesNotContain("serve");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "up", "down", "status", "logs", "token", "invite", "plan", "apply", "dlq", "doctor", "export", "map",
                "bench"
            })
    void everyCommandHasHelp(String command) {
        assertThat(CommandRun.of(command, "--help"))
                .satisfies(help -> assertThat(help.exitCode()).isZero())
                .satisfies(help -> assertThat(help.out()).startsWith("Usage: station " + command));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "http", "80 80", ""})
    void aPortThatIsNoneIsRefusedWithWhatIsRight(String port) {
        CommandRun run = CommandRun.of("up", "--smtp-port", port);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--smtp-port", "\"" + port + "\" is refused", "1 to 65535");
    }

    @Test
    void twoOptionsCannotNameTheSamePort() {
        CommandRun run = CommandRun.of("up", "--state=" + state, "--aws-port=4711", "--redis-port=4711");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--aws-port", "--redis-port", "4711");
    }

    @ParameterizedTest
    @CsvSource({
        "upp,                        upp,            up",
        "logs,                       SERVICE,        --help",
        "token,                      EMAIL,          --help",
        "token ann@example.com,      --team,         --help",
        "invite --team acme,         FILE.csv,       --help",
        "status --stat x,            --stat,         --state",
    })
    void aWrongCommandLineIsToldWhatIsRight(String line, String wrong, String right) {
        CommandRun run = CommandRun.of(line.split(" "));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(wrong, right).doesNotContain("\tat ");
    }

    @Test
    void aPlanThatWasAskedForWronglyDoesNotEndAsOneWithChanges() {
        CommandRun run = CommandRun.of("plan", "--jsn");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("--jsn", "--json");
    }

    @Test
    void whereNothingRunsStatusSaysSoAndDownHasNothingToDo() {
        CommandRun status = CommandRun.of("status", "--state=" + state);
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.err()).contains("Nothing runs", state.toString(), "./station up");

        CommandRun down = CommandRun.of("down", "--state=" + state);
        assertThat(down.exitCode()).isZero();
        assertThat(down.out()).contains("Nothing runs");
    }

    @Test
    void logsPrintsALogAndNamesTheLogsThereAre() throws Exception {
        assertThat(CommandRun.of("logs", "email-worker", "--state=" + state).err())
                .contains("./station up");

        Path logs = Files.createDirectories(state.resolve("logs"));
        Files.writeString(logs.resolve("email-worker.log"), "one\ntwo\n");
        Files.writeString(logs.resolve("invitation-api.log"), "");

        assertThat(CommandRun.of("logs", "email-worker", "--state=" + state).out())
                .isEqualTo("one\ntwo\n");
        assertThat(CommandRun.of("logs", "../logs/email-worker", "--state=" + state))
                .satisfies(unknown -> assertThat(unknown.exitCode()).isEqualTo(2))
                .satisfies(unknown -> assertThat(unknown.err()).contains("email-worker, invitation-api"));
    }

    @Test
    void aTokenNeedsARunningStation() {
        CommandRun run = CommandRun.of("token", "ann@example.com", "--team=acme", "--station-port=" + FreePort.any());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("No station answers", "./station up", "--station-port");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void soDoesWhatDidNotArrive() {
        CommandRun run = CommandRun.of("deliveries", "--station-port=" + FreePort.any());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("No station answers", "./station up", "--station-port");
    }
}
