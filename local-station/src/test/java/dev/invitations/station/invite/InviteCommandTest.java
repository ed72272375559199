package dev.invitations.station.invite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.CommandRun;
import dev.invitations.station.FreePort;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.parsetools.RecordParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The command against a server that speaks as the API does: a line of JSON for each row, written as soon as the row is
 * read. (With the real API it is tested by the system tests.)
 */
@Timeout(60)
class InviteCommandTest {
    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final int port = FreePort.any();
    private final List<Map<String, String>> requests = new CopyOnWriteArrayList<>();
    private final List<String> rows = new CopyOnWriteArrayList<>();

    @BeforeEach
    void start() throws Exception {
        vertx.createHttpServer()
                .requestHandler(this::answer)
                .listen(port, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void everyoneIsInvited() throws Exception {
        CommandRun run = invite("acme", list("email", "ann@example.com", "bob@example.com"));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("2 accepted, 0 refused\n");
        assertThat(rows).containsExactly("email", "ann@example.com", "bob@example.com");
        assertThat(requests).singleElement().satisfies(request -> assertThat(request)
                .containsEntry("path", "/teams/acme/invitations")
                .containsEntry("Authorization", "Bearer the-token")
                .containsEntry("Content-Type", "text/csv"));
    }

    @Test
    void refusedRowsAreToldWithTheirLineAndReason() throws Exception {
        CommandRun run = invite("acme", list("email", "ann@example.com", "refuse@example.com", "retry@example.com"));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out().lines())
                .containsExactly(
                        "line 3: refuse@example.com refused: because",
                        "line 4: retry@example.com not taken, to be sent again",
                        "1 accepted, 1 refused, 1 not taken: send the same list again, nobody is invited twice");
    }

    @Test
    void theSameListForTheSameTeamIsTheSameRequest() throws Exception {
        Path list = list("email", "ann@example.com");
        invite("acme", list);
        invite("acme", list);
        invite("beta", list);
        invite("acme", list("email", "bob@example.com"));

        List<String> keys =
                requests.stream().map(request -> request.get("Idempotency-Key")).toList();
        assertThat(keys.get(1)).isEqualTo(keys.get(0)).hasSize(64);
        assertThat(keys.subList(1, 4)).doesNotHaveDuplicates();
    }

    @Test
    void aLongListIsSentWhileItsAnswersAreRead() throws Exception {
        List<String> lines = new ArrayList<>(List.of("email"));
        IntStream.range(0, 10_000)
                .mapToObj(i -> "person-%05d@a-rather-long-domain-name-to-fill-the-buffers.example.com".formatted(i))
                .forEach(lines::add);

        CommandRun run = invite("acme", list(lines.toArray(String[]::new)));

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("10,000 accepted, 0 refused\n");
    }

    @Test
    void whatTheApiRefusesAsAWholeIsToldInItsWords() throws Exception {
        CommandRun run = invite("forbidden", list("email", "ann@example.com"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("The API refuses the list: you are not a member of forbidden\n");
    }

    @Test
    void anAnswerThatBreaksOffIsToldAndWhatToDo() throws Exception {
        CommandRun run = invite("broken", list("email", "ann@example.com", "bob@example.com"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("broke off after 1 rows", "send the same list again");
    }

    @Test
    void anApiThatIsNotThereIsTold() throws Exception {
        CommandRun run = CommandRun.of(
                "invite",
                "--team=acme",
                "--token=t",
                "--url=http://localhost:" + FreePort.any(),
                list("email").toString());

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("The API cannot be reached at http://localhost:");
    }

    @ParameterizedTest
    @CsvSource({
        "acme, none.csv, does not exist",
        "acme, ., is no file",
        "Acme, none.csv, 1 to 63 lower-case letters",
    })
    void aWrongArgumentIsTold(String team, String file, String said) {
        CommandRun run = invite(team, directory.resolve(file));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains(said);
        assertThat(requests).isEmpty();
    }

    private CommandRun invite(String team, Path list) {
        return CommandRun.of(
                "invite", "--team=" + team, "--token=the-token", "--url=http://localhost:" + port, list.toString());
    }

    private Path list(String... lines) throws IOException {
        return Files.writeString(Files.createTempFile(directory, "list", ".csv"), String.join("\n", lines) + "\n");
    }

    private void answer(HttpServerRequest request) {
        Map<String, String> seen =
                request.headers().entries().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        seen.put("path", request.path());
        requests.add(seen);
        HttpServerResponse response = request.response();
        if (request.path().contains("forbidden")) {
            response.setStatusCode(403).end("{\"detail\":\"you are not a member of forbidden\"}");
            return;
        }
        response.setChunked(true).putHeader("Content-Type", "application/x-ndjson");
        AtomicInteger line = new AtomicInteger();
        RecordParser.newDelimited("\n", request)
                .endHandler(end -> response.end())
                .handler(row -> {
                    rows.add(row.toString());
                    if (line.incrementAndGet() == 3 && request.path().contains("broken")) {
                        request.connection().close();
                    } else if (line.get() > 1) {
                        response.write(rowAnswer(line.get(), row.toString()) + "\n");
                    }
                });
    }

    private static String rowAnswer(int line, String email) {
        String outcome = email.startsWith("refuse")
                ? "\"refused\",\"reason\":\"because\""
                : email.startsWith("retry") ? "\"retry\"" : "\"accepted\"";
        return "{\"line\":%d,\"email\":\"%s\",\"status\":%s}".formatted(line, email, outcome);
    }
}
