package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.CommandRun;
import dev.invitations.topology.apply.ApplyCommand;
import dev.invitations.topology.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.sns.model.Topic;

/** {@code station plan}, and what {@code station apply --prune} makes of it, against the local station over HTTP. */
class PlanAndPruneTest {
    private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:invitations";

    // Nobody else's: what others have there would not be declared either.
    private final Aws aws = new Aws();

    @TempDir
    Path folder;

    @BeforeEach
    void declare_two() throws IOException {
        declare("worker: , old: ");
    }

    @AfterEach
    void stop() {
        aws.close();
    }

    private void declare(String subscriptions) throws IOException {
        Files.writeString(file(), "topics: {invitations: {subscriptions: {" + subscriptions + "}}}");
    }

    private Path file() {
        return folder.resolve("t.yaml");
    }

    @Test
    void what_is_not_there_would_be_created() {
        CommandRun plan = run("plan");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out().lines().toList())
                .contains(
                        "+   dead-letter queue  worker-dlq",
                        "+   subscription       worker",
                        "     + VisibilityTimeout 30",
                        "     + tag invitation-station prefix:")
                .endsWith("7 to create.", "Make it so:  ./station apply --file " + file() + endpoint());
    }

    @Test
    void where_everything_is_as_declared_there_is_nothing_to_do() {
        run("apply");

        CommandRun plan = run("plan");

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out()).isEqualTo("Everything is as declared.\n");
    }

    @Test
    void what_drifted_is_shown_with_what_is_there_and_what_is_declared() {
        run("apply");
        String url = url("worker");
        String policy = aws.sqs
                .getQueueAttributes(request -> request.queueUrl(url).attributeNamesWithStrings("Policy"))
                .attributesAsStrings()
                .get("Policy");
        aws.sqs.setQueueAttributes(request -> request.queueUrl(url)
                .attributesWithStrings(
                        Map.of("VisibilityTimeout", "45", "Policy", policy.replace("SendMessage", "*"))));
        aws.sqs.tagQueue(request -> request.queueUrl(url).tags(Map.of("invitation-station", "no")));

        CommandRun plan = run("plan");

        assertThat(plan.exitCode()).isEqualTo(2);
        assertThat(plan.out().lines().toList())
                .startsWith(
                        "~   queue              worker",
                        "     ~ VisibilityTimeout 45 -> 30",
                        "     ~ Policy",
                        "         Statement.Action \"sqs:*\" -> \"sqs:sendmessage\"",
                        "     ~ tag invitation-station no -> prefix:",
                        "1 to change, 6 as declared.");
    }

    @Test
    void a_plan_for_programs_is_one_json_object() throws IOException {
        run("apply");
        aws.sqs.setQueueAttributes(
                request -> request.queueUrl(url("worker")).attributesWithStrings(Map.of("VisibilityTimeout", "45")));

        JsonNode plan = new JsonMapper().readTree(run("plan", "--json").out());

        assertThat(plan.path("changes").asBoolean()).isTrue();
        assertThat(plan.path("account").asText()).isEqualTo("000000000000");
        assertThat(plan.path("resources")).hasSize(7);
        assertThat(plan.path("resources").get(1).toString())
                .isEqualTo(
                        new JsonMapper().readTree("""
                        {"action": "change", "kind": "queue", "name": "worker", "id": "%s", "attributes": [
                          {"name": "VisibilityTimeout", "wanted": "30", "found": "45"}], "tags": []}
                        """.formatted(url("worker"))).toString());
    }

    @Test
    void what_is_no_longer_declared_is_shown_and_stays() throws IOException {
        run("apply");
        aws.sqs.sendMessage(request -> request.queueUrl(url("old")).messageBody("left"));
        declare("worker: ");

        CommandRun plan = run("plan");

        assertThat(plan.exitCode()).isZero();
        assertThat(plan.out().lines().toList())
                .containsExactly(
                        "-   subscription       sqs " + arn("old") + " not declared: " + subscription("old"),
                        "-   queue              old                      not declared: " + arn("old")
                                + ", holds 1 message",
                        "-   dead-letter queue  old-dlq                  not declared: " + arn("old-dlq"),
                        "3 not declared, 4 as declared.",
                        "Delete what is not declared too:  ./station apply --file " + file() + endpoint() + " --prune");
        assertThat(run("apply").exitCode()).isZero();
        assertThat(queues()).hasSize(4);
    }

    @Test
    void nothing_is_deleted_where_nobody_can_be_asked() throws IOException {
        run("apply");
        declare("worker: ");

        CommandRun prune = run("apply", "--prune");

        assertThat(prune.exitCode()).isEqualTo(1);
        assertThat(prune.err()).contains("no terminal", "--prune --yes");
        assertThat(queues()).hasSize(4);
    }

    @Test
    void a_person_is_asked_with_what_would_be_lost_and_may_say_no() throws IOException {
        run("apply");
        aws.sqs.sendMessage(request -> request.queueUrl(url("old")).messageBody("left"));
        declare("worker: ");
        List<String> asked = new ArrayList<>();

        String out = prune(question -> {
            asked.add(question);
            return false;
        });

        assertThat(asked).containsExactly("Delete these 3, with 1 message in old? It can't be taken back. [y/N]");
        assertThat(out).endsWith("Nothing was deleted.\n");
        assertThat(queues()).hasSize(4);
    }

    @Test
    void a_person_may_say_yes() throws IOException {
        run("apply");
        declare("worker: ");

        prune(question -> true);

        assertThat(queues()).hasSize(2);
    }

    private String prune(Predicate<String> person) {
        StringWriter out = new StringWriter();
        Terminal terminal = new Terminal() {
            @Override
            public boolean isThere() {
                return true;
            }

            @Override
            public Optional<String> ask(String question) {
                return Optional.of(person.test(question) ? "y" : "n");
            }
        };
        int exitCode = new CommandLine(new ApplyCommand(terminal))
                .setOut(new PrintWriter(out, true))
                .execute(
                        "--file",
                        file().toString(),
                        "--endpoint-url",
                        aws.endpoint().toString(),
                        "--prune");
        assertThat(exitCode).isZero();
        return out.toString();
    }

    @Test
    void what_is_not_declared_is_deleted_where_that_is_asked_for() throws IOException {
        run("apply");
        declare("worker: ");

        CommandRun prune = run("apply", "--prune", "--yes");

        assertThat(prune.exitCode()).isZero();
        assertThat(prune.out().lines().filter(line -> line.startsWith("deleted")))
                .containsExactly(
                        "deleted    subscription       sqs " + arn("old"),
                        "deleted    queue              old",
                        "deleted    dead-letter queue  old-dlq");
        assertThat(queues()).allMatch(url -> url.contains("worker")).hasSize(2);
        assertThat(aws.sns
                        .listSubscriptionsByTopic(request -> request.topicArn(TOPIC))
                        .subscriptions())
                .hasSize(1);
    }

    @Test
    void a_topic_of_ours_that_is_not_declared_goes_with_its_subscriptions_and_others_stay() throws IOException {
        run("apply");
        String foreign =
                aws.sqs.createQueue(request -> request.queueName("foreign")).queueUrl();
        declare("worker: ");
        Files.writeString(file(), Files.readString(file()).replace("invitations", "others"));

        assertThat(run("apply", "--prune", "--yes").exitCode()).isZero();

        assertThat(aws.sns.listTopicsPaginator().topics())
                .extracting(Topic::topicArn)
                .containsExactly(TOPIC.replace("invitations", "others"));
        assertThat(queues()).hasSize(3).contains(foreign);
    }

    private CommandRun run(String command, String... more) {
        return CommandRun.of(Stream.of(
                        Stream.of(
                                command,
                                "--file",
                                file().toString(),
                                "--endpoint-url",
                                aws.endpoint().toString()),
                        Stream.of(more))
                .flatMap(part -> part)
                .toArray(String[]::new));
    }

    private String endpoint() {
        return " --endpoint-url " + aws.endpoint();
    }

    private String arn(String queue) {
        return "arn:aws:sqs:us-east-1:000000000000:" + queue;
    }

    private String url(String queue) {
        return aws.sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private Stream<String> queues() {
        return aws.sqs.listQueues().queueUrls().stream();
    }

    private String subscription(String queue) {
        return aws.sns.listSubscriptionsByTopic(request -> request.topicArn(TOPIC)).subscriptions().stream()
                .filter(found -> found.endpoint().equals(arn(queue)))
                .findFirst()
                .orElseThrow()
                .subscriptionArn();
    }
}
