package dev.invitations.station.process;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.JavaProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WatchdogTest {
    @TempDir
    Path directory;

    @Test
    void aProgramGetsItsArgumentsAndItsEnvironmentAndWritesToItsLog() throws Exception {
        try (Watchdog watchdog = new Watchdog()) {
            Process process = watchdog.start(
                    List.of("sh", "-c", "echo \"$1, $GREETING, $(pwd)\"; exit 7", "sh", "two words"),
                    Map.of("GREETING", "hello"),
                    directory,
                    log());

            assertThat(process.waitFor()).isEqualTo(7);
            assertThat(log()).hasContent("two words, hello, " + directory.toRealPath());
        }
    }

    @Test
    void aProgramThatIsStartedAgainAppendsToItsLog() throws Exception {
        try (Watchdog watchdog = new Watchdog()) {
            for (String word : List.of("first", "second")) {
                watchdog.start(List.of("echo", word), Map.of(), directory, log())
                        .waitFor();
            }
        }
        assertThat(log()).hasContent("first\nsecond");
    }

    @Test
    void ctrlCIsForTheParent() throws Exception {
        try (Watchdog watchdog = new Watchdog()) {
            Process process =
                    watchdog.start(List.of("sh", "-c", "kill -INT $$; echo still here"), Map.of(), directory, log());

            assertThat(process.waitFor()).isZero();
            assertThat(log()).hasContent("still here");
        }
    }

    @Test
    void closingEndsEveryProcessAndTheWatchdog() {
        Watchdog watchdog = new Watchdog();
        List<Process> processes =
                Stream.generate(() -> sleeping(watchdog)).limit(3).toList();

        watchdog.close();

        await().atMost(20, SECONDS).untilAsserted(() -> assertThat(processes).noneMatch(Process::isAlive));
        assertThat(ProcessHandle.of(watchdog.pid())).isEmpty();
    }

    @Test
    void aParentThatIsKilledLeavesNothingBehind() throws Exception {
        Process parent = new ProcessBuilder(JavaProcess.of(WatchedParent.class, log().toString()))
                .redirectError(Redirect.INHERIT)
                .start();
        List<Long> pids =
                parent.inputReader().lines().limit(3).map(Long::valueOf).toList();
        assertThat(pids).allMatch(WatchdogTest::isAlive);

        parent.destroyForcibly().waitFor();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(pids).noneMatch(WatchdogTest::isAlive));
    }

    @Test
    void aDirectoryThatIsNotThereIsAnError() {
        try (Watchdog watchdog = new Watchdog()) {
            assertThatThrownBy(() -> watchdog.start(List.of("true"), Map.of(), directory.resolve("none"), log()))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("true");
        }
    }

    private Process sleeping(Watchdog watchdog) {
        return watchdog.start(List.of("sleep", "600"), Map.of(), directory, log());
    }

    private Path log() {
        return directory.resolve("log");
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** Starts two processes, prints their process ids and the watchdog's, and waits to be killed. */
    static final class WatchedParent {
        private WatchedParent() {}

        public static void main(String[] args) throws IOException {
            Path log = Path.of(args[0]);
            Files.createFile(log);
            @SuppressWarnings("resource") // to be killed, not closed
            Watchdog watchdog = new Watchdog();
            for (int i = 0; i < 2; i++) {
                Process process = watchdog.start(List.of("sleep", "600"), Map.of(), log.getParent(), log);
                System.out.println(process.pid());
            }
            System.out.println(watchdog.pid());
            System.in.transferTo(System.out);
        }
    }
}
