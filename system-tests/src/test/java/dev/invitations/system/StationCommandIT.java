package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code ./station} as people use it, and as it ends. */
class StationCommandIT {
    private static final List<String> SERVICES =
            List.of("local-station", "invitation-api", "email-worker", "analytics-worker", "realtime-gateway");

    /** What a shell says of a process that SIGINT ended. */
    private static final int ENDED_BY_CTRL_C = 128 + 2;

    private static Station station;

    @BeforeAll
    static void up() {
        station = Station.up("commands");
    }

    @AfterAll
    static void down() {
        station.close();
    }

    @Test
    void upPrintsOneTableAndTheLineThatItIsReady() {
        assertThat(station.output()).contains(Station.READY + "http://localhost:" + station.port("gateway"));
        assertThat(String.join("\n", station.output()))
                .contains(station.api("").toString())
                .contains(station.station("/inbox").toString());
    }

    @Test
    void statusTellsWhatRuns() {
        Shell.Result status = station.run("status");

        assertThat(status.exit()).as(status.all()).isZero();
        assertThat(status.out()).contains(SERVICES);
    }

    @Test
    void logsShowsTheLogOfAServiceAndNamesTheServicesThereAre() {
        assertThat(station.run("logs", "email-worker").out()).contains("email-worker");

        Shell.Result unknown = station.run("logs", "emial-worker");
        assertThat(unknown.exit()).isNotZero();
        assertThat(unknown.err()).contains("emial-worker").contains("email-worker");
    }

    @Test
    void aServiceThatDiesIsRestartedAndStatusTells() {
        long before = station.pid("analytics-worker");
        station.kill("analytics-worker");

        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> station.run("status").exit() == 0 && station.pid("analytics-worker") != before);
        assertThat(station.restarts("analytics-worker")).isEqualTo(1);
    }

    @Test
    void aTakenPortIsNamedWithWhoHoldsItAndTheOption() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<String> options = new ArrayList<>(List.of("--state=system-tests/target/stations/taken"));
            options.addAll(freePortsBut("--api-port", taken.getLocalPort()));

            Shell.Result up = Shell.run(join(List.of("./station", "up"), options));

            assertThat(up.exit()).isNotZero();
            assertThat(up.err())
                    .contains(Integer.toString(taken.getLocalPort()))
                    .contains(Long.toString(ProcessHandle.current().pid()))
                    .contains("--api-port");
        }
    }

    @Test
    void whatIsWrongOnTheCommandLineIsNamed() {
        assertThat(Shell.run(List.of("./station", "up", "--api-port=http")))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result ->
                        assertThat(result.err()).contains("--api-port").contains("http"));
        assertThat(Shell.run(List.of("./station", "upp")))
                .satisfies(result -> assertThat(result.exit()).isEqualTo(2))
                .satisfies(result -> assertThat(result.err()).contains("upp").contains("up"));
    }

    @Test
    void aServiceThatDiesAtStartIsToldWithItsLastLinesAndTheOthersEndToo() {
        List<String> state = List.of("--state=system-tests/target/stations/refused");
        Set<ProcessHandle> processes = new HashSet<>();

        // So long a silence of the mail server only the e-mail worker has an opinion on.
        Process up = Shell.start(join(
                List.of("env", "QUARKUS_MAILER_TIMEOUT=2h", "./station", "up"),
                join(state, freePortsBut("--api-port", Ports.free()))));
        try {
            await().atMost(90, TimeUnit.SECONDS).until(() -> {
                up.descendants().forEach(processes::add);
                return !up.isAlive();
            });
        } finally {
            up.toHandle().destroy();
        }
        Shell.Result refused = Shell.finish(up);

        assertThat(refused.exit()).as(refused.all()).isEqualTo(1);
        assertThat(refused.out()).doesNotContain(Station.READY);
        assertThat(refused.err())
                .contains("email-worker ended with exit code 1 before it was ready")
                .contains("The last lines of ", "email-worker.log")
                .contains("quarkus.mailer.timeout: \"PT2H\" is refused");
        assertThat(processes).hasSizeGreaterThanOrEqualTo(SERVICES.size());
        // A local station that was ended before it had started leaves its Redis to its watchdog.
        await().atMost(30, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(processes).noneMatch(ProcessHandle::isAlive));
        Shell.Result status = Shell.run(join(List.of("./station", "status"), state));
        assertThat(status.exit()).isEqualTo(1);
        assertThat(status.err()).contains("Nothing runs");
    }

    @Test
    void detachedItRunsOnUntilDown() {
        List<String> state = List.of("--state=system-tests/target/stations/detached");
        List<String> up = join(List.of("./station", "up", "--detach"), state);

        Shell.Result started = Shell.run(join(up, freePortsBut("--api-port", Ports.free())));
        try {
            assertThat(started.exit()).as(started.all()).isZero();
            assertThat(started.out()).contains(Station.READY);
            assertThat(Shell.run(join(List.of("./station", "status"), state)).exit())
                    .isZero();
        } finally {
            Shell.Result ended = Shell.run(join(List.of("./station", "down"), state));
            assertThat(ended.exit()).as(ended.all()).isZero();
        }
        assertThat(Shell.run(join(List.of("./station", "status"), state)).exit())
                .isNotZero();
    }

    @Test
    void ctrlCEndsEverything() {
        try (Station victim = Station.upInTerminal("interrupted")) {
            List<ProcessHandle> processes = processesOf(victim);

            victim.ctrlC();

            assertThat(victim.launcher().onExit()).succeedsWithin(30, TimeUnit.SECONDS);
            assertThat(victim.launcher().exitValue()).isEqualTo(ENDED_BY_CTRL_C);
            assertThat(processes).filteredOn(ProcessHandle::isAlive).isEmpty();
        }
    }

    @Test
    void aLauncherThatIsKilledLeavesNothingBehind() {
        try (Station victim = Station.up("victim")) {
            List<ProcessHandle> processes = processesOf(victim);

            victim.launcher().destroyForcibly();

            await().atMost(30, TimeUnit.SECONDS).untilAsserted(() -> assertThat(processes)
                    .filteredOn(ProcessHandle::isAlive)
                    .isEmpty());
        }
    }

    private static List<ProcessHandle> processesOf(Station station) {
        List<ProcessHandle> processes = new ArrayList<>(SERVICES.stream()
                .map(station::pid)
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList());
        processes.addAll(station.launcher().descendants().toList());
        assertThat(processes).hasSizeGreaterThan(SERVICES.size());
        return processes;
    }

    private static List<String> freePortsBut(String option, int port) {
        List<String> options = new ArrayList<>();
        for (String part : Station.PARTS) {
            String name = "--" + part + "-port";
            options.add(name + "=" + (name.equals(option) ? port : Ports.free()));
        }
        return options;
    }

    private static List<String> join(List<String> some, List<String> more) {
        List<String> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
