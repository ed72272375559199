package dev.invitations.station.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever breaks is found by {@code station doctor}, and nothing else is, and the command that it names mends it. */
abstract class BreakagesTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final Emulator aws;

    @TempDir
    private Path directory;

    BreakagesTest(Emulator aws) {
        this.aws = aws;
    }

    static Stream<Breakage> breakages() {
        return Breakages.all().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("breakages")
    void what_breaks_is_found_and_mended(Breakage breakage) throws Exception {
        String reason = breakage.without().get(aws.kind);
        assumeTrue(reason == null, reason);
        apply(breakage.topology());
        assertThat(doctor()).isEmpty();

        breakage.breaking().accept(aws);

        JsonNode finding = onlyFinding();
        assertThat(finding.path("kind").asText() + " " + finding.path("name").asText())
                .isEqualTo(breakage.subject());
        assertThat(finding.path("check").asText()).isEqualTo(breakage.check());
        assertThat(finding.path("status").asText()).isEqualTo(breakage.status());
        assertThat(finding.path("sentence").asText()).contains(breakage.words());
        String mend = finding.path("mend").asText();
        assertThat(mend).contains(withOptions(breakage.mend()));

        run(mend);

        assertThat(doctor()).isEmpty();
    }

    /** Nobody breaks it: a subscription of an endpoint begins like that. */
    @Test
    void an_endpoint_that_has_not_confirmed_is_found_until_it_has() throws Exception {
        try (HttpEndpoint endpoint = new HttpEndpoint()) {
            apply("{topics: {invitations: {subscriptions: {relay: {endpoint: \"%s\"}}}}}".formatted(endpoint.url()));

            JsonNode pending = onlyFinding();
            assertThat(pending.path("check").asText()).isEqualTo("confirmed");
            assertThat(pending.path("sentence").asText())
                    .contains(endpoint.url() + " has not confirmed it", "SubscribeURL", "after three the subscription");
            run(pending.path("mend").asText());

            String token = endpoint.token();
            aws.sns.confirmSubscription(request ->
                    request.topicArn(Emulator.topicArn("invitations")).token(token));

            // Until then SNS has taken no redrive policy.
            JsonNode redrive = onlyFinding();
            assertThat(redrive.path("check").asText()).isEqualTo("redrive");
            run(redrive.path("mend").asText());

            assertThat(doctor()).isEmpty();
        }
    }

    private JsonNode onlyFinding() throws IOException {
        List<JsonNode> findings = doctor();
        assertThat(findings).hasSize(1);
        return findings.getFirst();
    }

    private void apply(String topology) throws IOException {
        aws.clear();
        if (topology.contains("encryptionKey")) {
            aws.createKey();
        }
        Files.writeString(topology(), topology);
        CommandRun applied = station("apply");
        assertThat(applied.exitCode()).as(applied.err()).isZero();
    }

    private String withOptions(String command) {
        return command.replaceFirst("^aws ", "aws --endpoint-url " + aws.endpoint + " --region us-east-1 ");
    }

    /** What is not as it should be. */
    private List<JsonNode> doctor() throws IOException {
        CommandRun run = station("doctor", "--json");
        JsonNode diagnosis = JSON.readTree(run.out());
        List<JsonNode> findings = diagnosis
                .path("findings")
                .valueStream()
                .filter(finding -> !finding.path("status").asText().equals("ok"))
                .toList();
        boolean hasProblem = diagnosis.path("counts").path("problem").asInt() > 0;
        assertThat(run.exitCode()).isEqualTo(hasProblem ? 2 : 0);
        return findings;
    }

    private void run(String command) throws Exception {
        if (command.startsWith("./station ")) {
            // There is nobody here whom it could ask.
            String typed = command.replace("--prune", "--prune --yes");
            CommandRun mended =
                    CommandRun.of(typed.substring("./station ".length()).split(" "));
            assertThat(mended.exitCode()).as(mended.err()).isZero();
        } else {
            Emulator.runInShell(command);
        }
    }

    private CommandRun station(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--endpoint-url", aws.endpoint.toString(), "--file", topology().toString()));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private Path topology() {
        return directory.resolve("topology.yaml");
    }
}
