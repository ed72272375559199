package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalAwsTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void end() {
        http.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void a_port_that_is_taken_is_told_before_anything_starts() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> LocalAws.start(vertx, taken.getLocalPort()))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("The local AWS does not start")
                    .hasCauseInstanceOf(BindException.class);
        }
    }

    @Test
    void it_can_be_closed_and_started_again_on_its_port() throws Exception {
        int port = freePort();
        LocalAws.start(vertx, port).close();

        try (LocalAws second = LocalAws.start(vertx, port)) {
            assertThat(second.endpoint()).isEqualTo(at(port));
        }
    }

    @Test
    void while_it_is_prepared_it_answers_nobody_else() throws Exception {
        int port = freePort();
        AtomicReference<URI> backstage = new AtomicReference<>();

        try (LocalAws aws = LocalAws.start(vertx, port, address -> {
            backstage.set(address);
            assertThat(ask(address, "CreateTopic&Name=ready").join().statusCode())
                    .isEqualTo(200);
            assertThat(ask(at(port), "ListTopics")).failsWithin(Aws.PATIENCE);
        })) {
            assertThat(ask(aws.endpoint(), "ListTopics").join().body()).contains(":ready<");
            await().untilAsserted(
                            () -> assertThat(ask(backstage.get(), "ListTopics")).failsWithin(Aws.PATIENCE));
        }
    }

    @Test
    void where_it_can_not_be_prepared_it_leaves_its_port() throws Exception {
        int port = freePort();

        assertThatThrownBy(() -> LocalAws.start(vertx, port, _ -> {
                    throw new IllegalArgumentException("no such queue");
                }))
                .hasMessage("no such queue");

        LocalAws.start(vertx, port).close();
    }

    @Test
    void closing_waits_for_no_long_poll() {
        LocalAws aws = LocalAws.start(vertx, 0);
        ask(aws.endpoint(), "CreateQueue&QueueName=empty").join();
        URI queue = aws.endpoint().resolve("/000000000000/empty");
        var poll = ask(aws.endpoint(), "ReceiveMessage&WaitTimeSeconds=20&QueueUrl=" + queue);
        ask(aws.endpoint(), "ListQueues").join(); // by now the poll is under way

        assertThat(CompletableFuture.runAsync(aws::close)).succeedsWithin(Aws.PATIENCE);
        assertThat(poll.handle((answer, failure) -> failure == null ? answer.statusCode() : 503))
                .as("what the poll gets: no answer, or one that makes an SDK try again")
                .succeedsWithin(Aws.PATIENCE)
                .isEqualTo(503);
    }

    private CompletableFuture<HttpResponse<String>> ask(URI aws, String action) {
        return http.sendAsync(
                HttpRequest.newBuilder(aws)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("Action=" + action))
                        .build(),
                BodyHandlers.ofString());
    }

    private static URI at(int port) {
        return URI.create("http://localhost:" + port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
