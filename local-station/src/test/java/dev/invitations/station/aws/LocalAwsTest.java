package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class LocalAwsTest {
    @Test
    void a_port_that_is_taken_is_told_before_anything_starts() throws Exception {
        Vertx vertx = Vertx.vertx();
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> LocalAws.start(vertx, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The local AWS does not start")
                    .hasCauseInstanceOf(BindException.class);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    @Test
    void it_can_be_closed_and_started_again_on_its_port() {
        Vertx vertx = Vertx.vertx();
        LocalAws first = LocalAws.start(vertx, 0);
        int port = first.endpoint().getPort();
        first.close();

        try (LocalAws second = LocalAws.start(vertx, port)) {
            assertThat(second.endpoint()).isEqualTo(first.endpoint());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
