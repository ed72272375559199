package dev.invitations.station.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirectoryTest {
    @TempDir
    Path path;

    private StateDirectory state;

    @BeforeEach
    void open() {
        state = new StateDirectory(path.resolve("deep/state"));
    }

    @Test
    void theSecretIsRandomLastsAndIsForTheOwnerOnly() throws Exception {
        String secret = state.acceptSecret();

        assertThat(Base64.getDecoder().decode(secret)).hasSize(32);
        assertThat(state.acceptSecret()).isEqualTo(secret);
        assertThat(new StateDirectory(path.resolve("other")).acceptSecret()).isNotEqualTo(secret);
        assertThat(PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(state.path().resolve("accept-secret"))))
                .isEqualTo("rw-------");
    }

    @Test
    void whatRunsIsReadAsItWasWritten() {
        RunState written = runState(ProcessId.of(ProcessHandle.current()));
        state.lock();
        state.write(written);

        assertThat(state.running()).hasValue(written);
        assertThat(state.port("--api-port", 8080)).isEqualTo(4711);
        assertThat(state.port("--aws-port", 4566)).isEqualTo(4566);
    }

    @Test
    void aProcessThatOnlyHasTheSameNumberIsNotTheLauncher() {
        ProcessId self = ProcessId.of(ProcessHandle.current());
        state.lock();
        state.write(runState(new ProcessId(self.pid(), self.started().minus(Duration.ofDays(1)))));

        assertThat(state.running()).isEmpty();
    }

    @Test
    void nothingRunsWhereNothingWasWrittenOrItWasForgotten() {
        assertThat(state.running()).isEmpty();

        state.lock();
        state.write(runState(ProcessId.of(ProcessHandle.current())));
        state.forget();
        assertThat(state.running()).isEmpty();
    }

    private static RunState runState(ProcessId launcher) {
        URI url = URI.create("http://localhost:4711");
        return new RunState(
                launcher,
                Map.of("--api-port", 4711),
                List.of(new RunState.Entry("invitation-api", "ready", 42, 1, url, url.resolve("/q/health/ready"))));
    }
}
