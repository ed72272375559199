package dev.invitations.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Topic;

/** The local AWS, driven at the station's own port. */
class AwsControlRoutesTest {
    private static final String INVITATIONS = "arn:aws:sns:us-east-1:000000000000:invitations";

    private static final Pattern CURL =
            Pattern.compile("^curl (?:-X (\\w+) )?localhost:8090(/\\w+)(?: -d '([^']+)')?", Pattern.MULTILINE);

    @TempDir
    static Path directory;

    private static RunningStation station;
    private static SnsClient sns;

    @BeforeAll
    static void start() throws Exception {
        station = new RunningStation(directory);
        sns = SnsClient.builder()
                .endpointOverride(
                        URI.create("http://localhost:" + station.ports().aws()))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterAll
    static void stop() {
        sns.close();
        station.close();
    }

    @Test
    void a_fault_is_asked_for_seen_and_taken_back() {
        HttpResponse<String> asked =
                post("/faults", "{\"on\": \"call\", \"fault\": \"drop\", \"action\": \"Nothing\"}");

        assertThat(asked.statusCode()).isEqualTo(201);
        int id = new JsonObject(asked.body()).getInteger("id");
        assertThat(faults()).contains(id);
        assertThat(station.send(station.request("/faults/" + id).DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(faults()).doesNotContain(id);
    }

    @Test
    void a_method_that_a_path_does_not_have_is_told_as_a_problem() {
        HttpResponse<String> answer = station.send(station.request("/clock").PUT(HttpRequest.BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(new JsonObject(answer.body()).getString("detail")).isEqualTo("/_station/clock has no PUT");
    }

    @Test
    void what_makes_no_sense_is_refused_as_at_the_local_aws() {
        HttpResponse<String> refused = post("/faults", "{\"on\": \"cal\"}");

        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("content-type")).hasValue("application/problem+json");
        assertThat(refused.body()).contains("did you mean call?");
    }

    @Test
    void a_delivery_that_fails_is_told_with_its_reason() {
        post("/faults", "{\"on\": \"delivery\", \"endpoint\": \"analytics-worker\", \"fault\": \"refuse\"}");

        String id = sns.publish(request -> request.topicArn(INVITATIONS).message("{}"))
                .messageId();

        await().untilAsserted(() ->
                assertThat(get("/deliveries").body()).contains(id, "\"a fault that was asked for\"", "dead-lettered"));
    }

    @Test
    void at_a_terminal_it_is_told_too() {
        post("/faults", "{\"on\": \"delivery\", \"endpoint\": \"analytics-worker\", \"fault\": \"refuse\"}");
        String id = sns.publish(request -> request.topicArn(INVITATIONS).message("{}"))
                .messageId();
        await().until(() -> get("/deliveries").body().contains(id));

        CommandRun all = deliveries();
        assertThat(all.exitCode()).as(all.err()).isZero();
        assertThat(all.out()).contains(" delivered, ", "TIME", "OUTCOME", "REASON");
        CommandRun ofThis = deliveries("--message", id, "--outcome", "dead-lettered");
        assertThat(ofThis.out().lines().toList())
                .last()
                .asString()
                .contains(id + "  analytics-worker  dead-lettered  a fault that was asked for");
        assertThat(deliveries("--message", id, "--outcome", "lost").out()).doesNotContain("TIME");
    }

    @Test
    void an_outcome_that_is_none_is_refused_at_the_terminal() {
        CommandRun run = deliveries("--outcome", "losst");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("There is no outcome \"losst\": did you mean lost?");
    }

    private static CommandRun deliveries(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("deliveries", "--station-port=" + station.ports().station()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    /** As curl sends them, whose content type is that of a form. */
    @Test
    void the_commands_of_the_page_about_it_work_as_they_stand_there() throws Exception {
        List<MatchResult> commands = CURL.matcher(Files.readString(Path.of("../docs/failure-on-demand.md")))
                .results()
                .toList();

        assertThat(commands).hasSize(7).allSatisfy(command -> {
            String body = Optional.ofNullable(command.group(3)).orElse("");
            String method = Optional.ofNullable(command.group(1)).orElse(body.isEmpty() ? "GET" : "POST");
            HttpResponse<String> answer = station.send(station.request(command.group(2))
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .method(method, BodyPublishers.ofString(body)));
            assertThat(answer.statusCode())
                    .as(command.group() + ": " + answer.body())
                    .isBetween(200, 299);
        });
        station.send(station.request("/settings").PUT(BodyPublishers.ofString("{\"policyPropagation\": \"PT0S\"}")));
    }

    @Test
    void a_reset_leaves_what_is_declared_and_nothing_else() {
        sns.createTopic(request -> request.name("mine"));

        HttpResponse<String> reset = post("/reset", "");

        assertThat(reset.statusCode()).isEqualTo(204);
        assertThat(sns.listTopics().topics()).extracting(Topic::topicArn).containsExactly(INVITATIONS);
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(INVITATIONS))
                        .subscriptions())
                .isNotEmpty();
    }

    @Test
    void where_the_local_aws_is_stopped_that_is_told() {
        component("{\"running\": false}");
        try {
            HttpResponse<String> answer = get("/faults");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("does not answer", "PUT /components/aws");
            assertThat(post("/reset", "").statusCode()).isEqualTo(503);
        } finally {
            component("{\"running\": true}");
        }
    }

    private static void component(String state) {
        station.send(station.request("/components/aws").PUT(BodyPublishers.ofString(state)));
    }

    private static List<Integer> faults() {
        return new JsonArray(get("/faults").body())
                .stream().map(fault -> ((JsonObject) fault).getInteger("id")).toList();
    }

    private static HttpResponse<String> get(String path) {
        return station.send(station.request(path).GET());
    }

    private static HttpResponse<String> post(String path, String body) {
        HttpRequest.Builder request = station.request(path).POST(BodyPublishers.ofString(body));
        return station.send(request);
    }
}
