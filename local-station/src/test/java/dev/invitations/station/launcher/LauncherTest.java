package dev.invitations.station.launcher;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.JavaProcess;
import dev.invitations.station.StationFailure;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Supervision of real processes. */
@Timeout(120)
class LauncherTest {
    private static final BackOff QUICK =
            new BackOff(Duration.ofMillis(10), Duration.ofMillis(40), Duration.ofMinutes(1));

    @TempDir
    Path directory;

    private final List<String> notices = new CopyOnWriteArrayList<>();
    private StateDirectory state;

    @BeforeEach
    void prepare() {
        state = new StateDirectory(directory.resolve("state"));
    }

    @Test
    void everythingIsReadyWhenStartReturnsAndGoneWhenItIsClosed() throws Exception {
        List<Long> pids;
        try (Launcher launcher = launcher(service("ground"), service("one"), service("two"))) {
            launcher.start();

            RunState running = state.running().orElseThrow();
            assertThat(running.services()).extracting(RunState.Entry::phase).containsOnly("ready");
            assertThat(running.services()).extracting(RunState.Entry::restarts).containsOnly(0);
            assertThat(running.ports()).containsEntry("--api-port", 1234);
            pids = pids();
            assertThat(pids).hasSize(3).allMatch(LauncherTest::isAlive);
        }
        assertThat(pids).noneMatch(LauncherTest::isAlive);
        assertThat(state.running()).isEmpty();
        assertThat(state.log("one")).content().contains("starting with hello", "ending");
    }

    @Test
    void aServiceThatDiesAtStartIsToldWithItsLastLines() throws Exception {
        try (Launcher launcher = launcher(service("ground"), serviceUnless("doomed", blocker()))) {
            assertThatThrownBy(launcher::start)
                    .isInstanceOf(StationFailure.class)
                    .hasMessageContaining("doomed ended with exit code 3 before it was ready")
                    .hasMessageContaining("cannot start: the file is there");
        }
        assertThat(ProcessHandle.current().descendants()).noneMatch(ProcessHandle::isAlive);
    }

    @Test
    void aProgramThatIsNotThereIsToldWithItsLastLines() {
        Service missing = new Service(
                "missing",
                "missing",
                List.of(directory.resolve("no-such-program").toString()),
                Map.of(),
                service("x").url(),
                service("x").ready());
        try (Launcher launcher = launcher(missing)) {
            assertThatThrownBy(launcher::start).hasMessageContaining("missing").hasMessageContaining("no-such-program");
        }
    }

    @Test
    void aServiceThatDiesLaterIsStartedAgainAsOftenAsItTakes() throws Exception {
        Path blocker = directory.resolve("blocker");
        try (Launcher launcher = launcher(service("ground"), serviceUnless("mortal", blocker))) {
            launcher.start();
            long first = entry("mortal").pid();

            Files.createFile(blocker);
            ProcessHandle.of(first).orElseThrow().destroyForcibly();
            await().atMost(60, SECONDS).until(() -> entry("mortal").restarts() >= 2);
            Files.delete(blocker);

            await().atMost(60, SECONDS).until(() -> entry("mortal").phase().equals("ready"));
            assertThat(entry("mortal").pid()).isNotEqualTo(first);
            assertThat(isAlive(entry("mortal").pid())).isTrue();
            assertThat(entry("ground").restarts()).isZero();
            assertThat(notices)
                    .isNotEmpty()
                    .allMatch(notice -> notice.startsWith("mortal ended with exit code ")
                            && notice.endsWith(state.log("mortal").toString()));
        }
    }

    @Test
    void closingDoesNotWaitForAServiceThatWaitsToRestart() throws Exception {
        BackOff slow = new BackOff(Duration.ofHours(1), Duration.ofHours(1), Duration.ofHours(1));
        Service mortal = service("mortal");
        try (Launcher launcher = launcher(slow, service("ground"), mortal)) {
            launcher.start();
            ProcessHandle.of(entry("mortal").pid()).orElseThrow().destroyForcibly();
            await().atMost(60, SECONDS).until(() -> entry("mortal").phase().equals("waiting to restart"));
            assertThat(entry("mortal").pid()).isZero();
        }
        assertThat(state.running()).isEmpty();
    }

    @Test
    void aLauncherThatIsKilledLeavesNothingBehindButItsLogs() throws Exception {
        Process launcher = new ProcessBuilder(
                        JavaProcess.of(Main.class, state.path().toString()))
                .redirectError(Redirect.INHERIT)
                .start();
        assertThat(launcher.inputReader().readLine()).isEqualTo("ready");
        List<Long> pids = pids();
        assertThat(pids).hasSize(2).allMatch(LauncherTest::isAlive);

        launcher.destroyForcibly().waitFor();

        await().atMost(30, SECONDS).untilAsserted(() -> assertThat(pids).noneMatch(LauncherTest::isAlive));
        assertThat(state.running()).isEmpty();
        assertThat(state.lock()).isPresent();
        assertThat(state.log("one")).content().contains("ending");
    }

    @Test
    void onlyOneLauncherAtATimeHasAStateDirectory() throws Exception {
        Process launcher = new ProcessBuilder(
                        JavaProcess.of(Main.class, state.path().toString()))
                .redirectError(Redirect.INHERIT)
                .start();
        try {
            assertThat(launcher.inputReader().readLine()).isEqualTo("ready");
            assertThat(state.lock()).isEmpty();
        } finally {
            launcher.destroy();
            launcher.waitFor();
        }
        assertThat(state.lock()).isPresent();
    }

    private Path blocker() throws IOException {
        return Files.createFile(directory.resolve("blocker"));
    }

    private static Service service(String name) {
        return FakeService.named(name, Map.of("GREETING", "hello"));
    }

    private static Service serviceUnless(String name, Path blocker) {
        return FakeService.named(name, Map.of("UNLESS", blocker.toString()));
    }

    private Launcher launcher(Service... services) {
        return launcher(QUICK, services);
    }

    private Launcher launcher(BackOff backOff, Service... services) {
        return new Launcher(
                List.of(services),
                directory,
                Map.of("--api-port", 1234),
                state,
                state.lock().orElseThrow(),
                backOff,
                notices::add);
    }

    private RunState.Entry entry(String name) {
        return state.running().orElseThrow().services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> pids() {
        return state.running().orElseThrow().services().stream()
                .map(RunState.Entry::pid)
                .toList();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent();
    }

    /** A launcher of two services that says "ready" when they are. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws InterruptedException {
            StateDirectory state = new StateDirectory(Path.of(args[0]));
            var lock = state.lock().orElseThrow();
            var services = List.of(service("ground"), service("one"));
            try (Launcher launcher =
                    new Launcher(services, state.path(), Map.of("--api-port", 1234), state, lock, QUICK, _ -> {})) {
                Runtime.getRuntime().addShutdownHook(new Thread(launcher::close));
                launcher.start();
                System.out.println("ready");
                launcher.awaitEnd();
            }
        }
    }
}
