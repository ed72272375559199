package dev.invitations.station.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import dev.invitations.station.CommandRun;
import dev.invitations.station.FreePort;
import dev.invitations.station.aws.Aws;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What {@code station doctor} prints, and how it ends, on the local station. */
@ExtendWith(Aws.Extension.class)
class DoctorCommandTest {
    private final Emulator aws;

    @TempDir
    private Path directory;

    DoctorCommandTest(Aws aws) {
        this.aws = new Emulator(Breakage.Kind.STATION, aws.endpoint());
    }

    @BeforeEach
    void clear() {
        aws.clear();
    }

    @Test
    void where_all_is_well_every_line_says_so() throws Exception {
        apply(Breakages.TOPOLOGY);

        CommandRun doctor = doctor();

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out().lines())
                .startsWith(
                        "ok  topic invitations                   exists",
                        "ok  topic invitations                   policy         who of the account may publish is left to IAM")
                .contains(
                        "ok  queue email-worker                  policy         SNS may send, for this topic only",
                        "ok  queue email-worker                  retention      4d",
                        "ok  dead-letter queue email-worker-dlq  retention      14d",
                        "ok  subscription email-worker           filter         {\"event_type\":[\"user_invited\"]} on MessageAttributes")
                .endsWith("", "27 checks, and all is well");
        assertThat(doctor.err()).isEmpty();
    }

    @Test
    void a_problem_stands_in_the_table_with_a_sentence_and_a_command() throws Exception {
        apply(Breakages.TOPOLOGY);
        aws.setQueue("email-worker", "Policy", "");

        CommandRun doctor = doctor();

        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.out())
                .contains("""
                        PROBLEM  queue email-worker                  policy
                                 SNS may not send to it, since it has no policy: publishing succeeds, and what is \
                        meant for it goes to the dead-letter queue
                                 -> ./station apply --file %s --endpoint-url %s
                        ok       queue email-worker                  encryption     by a key of SQS
                        """.formatted(topology(), aws.endpoint))
                .endsWith("\n\n27 checks: 1 problem, 0 warnings\n");
    }

    @Test
    void asked_to_be_quiet_it_shows_only_what_is_not_well() throws Exception {
        apply(Breakages.TOPOLOGY);
        assertThat(doctor("--quiet").out()).isEqualTo("27 checks, and all is well\n");

        aws.setQueue("email-worker", "Policy", "");

        assertThat(doctor("--quiet").out())
                .startsWith("PROBLEM  queue email-worker  policy\n")
                .doesNotContain("ok ")
                .endsWith("\n\n27 checks: 1 problem, 0 warnings\n");
    }

    @Test
    void where_nothing_was_applied_everything_is_missing() throws Exception {
        Files.writeString(topology(), Breakages.TOPOLOGY);

        CommandRun doctor = doctor();

        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.out().lines().filter(line -> line.contains("it doesn't exist")))
                .hasSize(3);
        assertThat(doctor.out()).endsWith("\n3 checks: 3 problems, 0 warnings\n");
    }

    @Test
    void dead_letters_are_a_warning_with_the_command_that_shows_them() throws Exception {
        apply(Breakages.TOPOLOGY);
        aws.send("email-worker-dlq", "one");
        aws.send("email-worker-dlq", "two");

        CommandRun doctor = doctor();

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out())
                .contains(
                        "it holds 2 dead letters; the command shows why",
                        "-> ./station dlq email-worker --file " + topology() + " --endpoint-url " + aws.endpoint,
                        "only CloudWatch knows how old it is, and can't be asked: there is none at this endpoint")
                .endsWith("0 problems, 1 warning, and 1 that could not be told\n");
    }

    @Test
    void messages_that_nobody_receives_are_a_warning() throws Exception {
        apply(Breakages.TOPOLOGY);
        aws.send("email-worker", "one");

        assertThat(doctor().out()).contains("1 message waiting and none received: does its worker run?");

        aws.receive("email-worker");

        assertThat(doctor().out()).doesNotContain("does its worker run?").containsPattern("in flight +1\n");
    }

    @Test
    void where_there_is_no_kms_it_can_not_be_told_whether_a_key_lets_sns_in() throws Exception {
        apply(Breakages.TOPOLOGY.replace("  invitations:", "  invitations:\n    encryptionKey: alias/invitations"));

        CommandRun doctor = doctor();

        assertThat(doctor.exitCode()).isZero();
        assertThat(doctor.out())
                .contains("unknown  key alias/invitations", "whether SNS may use it can't be told")
                .endsWith("0 problems, 0 warnings, and 1 that could not be told\n");
    }

    @Test
    void queues_that_keep_the_order_are_examined_like_all_others() throws Exception {
        apply(Breakages.TOPOLOGY.replace("  invitations:", "  invitations:\n    fifo: true"));

        CommandRun doctor = doctor();

        assertThat(doctor.exitCode()).as(doctor.out()).isZero();
        assertThat(doctor.out()).contains("queue email-worker.fifo").endsWith("and all is well\n");
    }

    @Test
    void json_is_for_programs() throws Exception {
        apply(Breakages.TOPOLOGY);
        aws.deleteQueue("email-worker");

        CommandRun doctor = doctor("--json");

        assertThat(doctor.exitCode()).isEqualTo(2);
        JsonNode json = new JsonMapper().readTree(doctor.out());
        assertThat(json.path("counts").toString()).isEqualTo("{\"ok\":17,\"unknown\":0,\"warning\":0,\"problem\":1}");
        assertThat(json.path("findings").path(4)).hasToString("""
                {"status":"problem","kind":"queue","name":"email-worker","check":"exists","sentence":"it doesn't exist: \
                publishing succeeds, and what is meant for it goes to the dead-letter queue","mend":"./station apply \
                --file %s --endpoint-url %s"}""".formatted(topology(), aws.endpoint));
    }

    @Test
    void in_another_region_nothing_is_found() throws Exception {
        apply(Breakages.TOPOLOGY);

        CommandRun doctor = doctor("--region", "eu-central-1");

        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.out()).contains("PROBLEM  topic invitations", "it doesn't exist", "--region eu-central-1");
    }

    @Test
    void an_aws_that_does_not_answer_is_told_in_one_line() {
        CommandRun doctor = CommandRun.of("doctor", "--endpoint-url", "http://127.0.0.1:" + FreePort.any());

        assertThat(doctor.exitCode()).isEqualTo(1);
        assertThat(doctor.err()).startsWith("AWS can't be reached").hasLineCount(1);
        assertThat(doctor.out()).isEmpty();
    }

    @Test
    void what_may_not_be_read_is_unknown_and_ends_with_1() throws Exception {
        HttpServer forbidding = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        forbidding.createContext("/", exchange -> {
            boolean isJson = exchange.getRequestHeaders().containsKey("X-Amz-Target");
            byte[] refusal = (isJson
                            ? "{\"__type\":\"com.amazon.coral.service#AccessDeniedException\",\"message\":\"no\"}"
                            : "<ErrorResponse><Error><Code>AuthorizationError</Code><Message>no</Message></Error></ErrorResponse>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(403, refusal.length);
            exchange.getResponseBody().write(refusal);
            exchange.close();
        });
        forbidding.start();
        try {
            Files.writeString(topology(), Breakages.TOPOLOGY);
            URI url = URI.create("http://127.0.0.1:" + forbidding.getAddress().getPort());

            CommandRun doctor = run("doctor", url);

            assertThat(doctor.exitCode()).isEqualTo(1);
            assertThat(doctor.out().lines().filter(line -> line.startsWith("unknown")))
                    .hasSize(3);
            assertThat(doctor.out())
                    .contains("SNS refused it: no (AuthorizationError)", "SQS refused it: no (AccessDeniedException)");
        } finally {
            forbidding.stop(0);
        }
    }

    private void apply(String topology) throws IOException {
        Files.writeString(topology(), topology);
        CommandRun applied = run("apply", aws.endpoint);
        assertThat(applied.exitCode()).as(applied.err()).isZero();
    }

    private CommandRun doctor(String... options) {
        return run("doctor", aws.endpoint, options);
    }

    private CommandRun run(String command, URI url, String... options) {
        List<String> line = new ArrayList<>(List.of(
                command, "--endpoint-url", url.toString(), "--file", topology().toString()));
        line.addAll(List.of(options));
        return CommandRun.of(line.toArray(String[]::new));
    }

    private Path topology() {
        return directory.resolve("topology.yaml");
    }
}
