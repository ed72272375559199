package dev.invitations.station.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.invitations.station.FreePort;
import dev.invitations.station.process.Watchdog;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class LocalRedisTest {
    @TempDir
    Path directory;

    private final Watchdog watchdog = new Watchdog();
    private final int port = FreePort.any();
    private LocalRedis redis;

    @BeforeEach
    void start() {
        redis = new LocalRedis(port, directory, watchdog);
        redis.start();
    }

    @AfterEach
    void stop() {
        redis.close();
        watchdog.close();
    }

    @Test
    void itAnswersAsSoonAsItIsStarted() throws IOException {
        assertThat(say("PING")).isEqualTo("+PONG");
        assertThat(redis.isRunning()).isTrue();
    }

    @Test
    void stoppedItIsGoneAndStartedAgainItKnowsWhatItKnew() throws IOException {
        say("SET answer 42");

        redis.stop();
        assertThatThrownBy(() -> say("PING")).isInstanceOf(IOException.class);
        assertThat(redis.isRunning()).isFalse();

        redis.start();
        assertThat(say("STRLEN answer")).isEqualTo(":2");
    }

    @Test
    void killedItComesBackWithWhatItHadAnswered() throws IOException {
        say("SET answer 42");
        long killed = redis.pid().orElseThrow();

        ProcessHandle.of(killed).orElseThrow().destroyForcibly();

        await().atMost(20, SECONDS)
                .until(() -> redis.pid().isPresent() && redis.pid().orElseThrow() != killed);
        await().atMost(20, SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(say("STRLEN answer"))
                .isEqualTo(":2"));
    }

    @Test
    void startingTwiceOrStoppingTwiceChangesNothing() {
        long pid = redis.pid().orElseThrow();
        redis.start();
        assertThat(redis.pid()).hasValue(pid);

        redis.stop();
        redis.stop();
        assertThat(redis.pid()).isEmpty();
    }

    @Test
    void aPortThatIsTakenIsToldWithRedisOwnWords() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LocalRedis second = new LocalRedis(taken.getLocalPort(), directory.resolve("second"), watchdog)) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(Integer.toString(taken.getLocalPort()))
                    .hasMessageContaining("Address already in use");
        }
    }

    private String say(String command) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))
                    .readLine();
        }
    }
}
