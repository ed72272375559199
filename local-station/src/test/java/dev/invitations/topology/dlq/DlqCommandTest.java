package dev.invitations.topology.dlq;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.Aws;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import dev.invitations.topology.command.Terminal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/** {@code station dlq} against the local station, over HTTP as it would be against AWS. */
@ExtendWith(Aws.Extension.class)
class DlqCommandTest {
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    private final Aws aws;
    private final SqsClient sqs;
    private final String worker = Aws.unique("worker");
    private final String topic = Aws.unique("topic");
    private final List<String> questions = new ArrayList<>();
    private Optional<String> answer = Optional.empty();
    private Path file;

    DlqCommandTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
    }

    private record Run(int exitCode, String out, String err) {}

    @BeforeEach
    void apply(@TempDir Path folder) throws IOException {
        file = Files.writeString(
                folder.resolve("t.yaml"),
                "topics: {%s: {subscriptions: {%s: {maxReceives: 2}}}}".formatted(topic, worker));
        new Apply(aws.sns, sqs, Place.LOCAL, Duration.ofSeconds(2)).apply(Topology.read(file), applied -> {});
    }

    @Test
    void without_a_subscription_it_tells_how_much_is_in_each_queue() {
        bury("one");
        bury("two");

        Run run = dlq();

        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).contains(worker + "  " + worker + "-dlq  2 messages");
    }

    @Test
    void a_queue_that_is_missing_is_told_with_the_command_that_creates_it() {
        sqs.deleteQueue(request -> request.queueUrl(url(worker + "-dlq")));

        String remedy =
                "does not exist: ./station apply --file " + file + " --endpoint-url " + aws.endpoint() + " creates it";
        assertThat(dlq()).satisfies(run -> assertThat(run.exitCode()).isEqualTo(1), run -> assertThat(run.out())
                .contains(remedy));
        assertThat(dlq(worker)).satisfies(run -> assertThat(run.exitCode()).isEqualTo(1), run -> assertThat(run.err())
                .isEqualTo("the dead-letter queue " + worker + "-dlq " + remedy + "\n"));
    }

    @Test
    void what_a_worker_refused_is_listed_with_its_reason() {
        bury("refused", Map.of("refused_reason", "nobody\nlives there", "refused_problem", "REFUSED"));

        Run run = dlq(worker);

        assertThat(run.out().lines().skip(1)).singleElement().satisfies(line -> assertThat(line)
                .contains("user_invited  " + TRACE + "  refused by " + worker
                        + " at receive 7 (REFUSED): nobody lives there")
                .matches("[0-9a-f-]{36}  \\ds +7 .*"));
    }

    @Test
    void what_was_tried_too_often_says_so() {
        sqs.sendMessage(request -> request.queueUrl(url(worker)).messageBody("hopeless"));
        await().until(() -> sqs.receiveMessage(
                        request -> request.queueUrl(url(worker)).visibilityTimeout(0))
                .messages()
                .isEmpty());

        assertThat(dlq(worker).out()).contains("tried 2 times (maxReceives) without success");
    }

    @Test
    void what_sns_could_not_deliver_says_so() {
        sqs.deleteQueue(request -> request.queueUrl(url(worker)));
        aws.sns.publish(request -> request.topicArn(Place.LOCAL.topicArn(topic)).message("hello"));

        await().untilAsserted(() ->
                assertThat(dlq(worker).out()).contains("SNS could not deliver it to the queue " + worker));
    }

    @Test
    void looking_consumes_nothing_however_much_there_is() {
        IntStream.range(0, 23).forEach(i -> bury("letter " + i));

        assertThat(dlq(worker, "peek", "--max", "100").out().lines().filter(line -> line.startsWith("message ")))
                .hasSize(23);
        assertThat(dlq(worker, "list", "--max", "12").out())
                .hasLineCount(1 + 12 + 2)
                .endsWith("12 of 23 messages; --max shows more\n");
        assertThat(dlq().out()).contains(worker + "-dlq  23 messages\n");
    }

    @Test
    void peek_shows_the_whole_message() {
        bury("{\"type\":\"user_invited\",\"data\":{\"team\":\"acme\"}}", Map.of("refused_reason", "no such team"));

        assertThat(dlq(worker, "peek").out())
                .matches("message [0-9a-f-]{36}\n(?s).*")
                .contains(
                        "  sent       20",
                        "  received   7x",
                        "  why        refused by " + worker + " at receive 7",
                        "  trace      " + TRACE,
                        "  attribute  event_type = user_invited",
                        "      \"type\" : \"user_invited\",\n      \"data\" : {\n        \"team\" : \"acme\"");
    }

    @Test
    void what_strangers_wrote_does_not_steer_the_terminal() {
        bury("red: \u009B31m", Map.of("refused_reason", "title: \u009B31m"));

        assertThat(dlq(worker, "peek").out()).doesNotContain("\u009B").contains("title: \uFFFD31m", "red: \uFFFD31m");
    }

    @Test
    void peek_and_list_write_json_too() throws IOException {
        bury("not json", Map.of("refused_reason", "not JSON", "refused_problem", "NOT_JSON"));

        JsonNode letter = json(dlq(worker, "peek", "--json").out()).path(0);

        assertThat(letter.path("body").asText()).isEqualTo("not json");
        assertThat(letter.path("problem").asText()).isEqualTo("NOT_JSON");
        assertThat(letter.path("traceId").asText()).isEqualTo(TRACE);
        assertThat(letter.path("attributes").path("event_type").asText()).isEqualTo("user_invited");
        assertThat(json(dlq(worker, "--json").out()).path(0).has("body")).isFalse();
        assertThat(json(dlq("--json").out()).path(0).path("messages").asInt()).isEqualTo(1);
    }

    @Test
    void redrive_moves_all_to_the_subscriptions_queue() {
        bury("one", Map.of("refused_reason", "no"));
        bury("two");

        Run run = dlq(worker, "redrive");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).endsWith("2 messages moved to " + worker + "\n");
        assertThat(received(worker)).extracting(Message::body).containsExactlyInAnyOrder("one", "two");
        assertThat(dlq(worker).out()).isEqualTo(worker + "-dlq holds 0 messages\n");
    }

    @Test
    void what_was_tried_too_often_begins_anew_once_it_is_redriven() {
        sqs.sendMessage(request -> request.queueUrl(url(worker)).messageBody("again"));
        await().until(() -> sqs.receiveMessage(
                        request -> request.queueUrl(url(worker)).visibilityTimeout(0))
                .messages()
                .isEmpty());

        dlq(worker, "redrive");

        assertThat(received(worker)).singleElement().satisfies(message -> assertThat(message.attributes())
                .containsEntry(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT, "1"));
    }

    @Test
    void redrive_keeps_to_its_rate_and_tells_how_far_it_is() {
        IntStream.range(0, 4).forEach(i -> bury("letter " + i));

        Run run = dlq(worker, "redrive", "--rate", "2");

        assertThat(run.out())
                .startsWith(worker + "-dlq holds 4 messages\n")
                .containsPattern("moved [123] of 4\n")
                .endsWith("4 messages moved to " + worker + "\n");
    }

    @Test
    @Timeout(60)
    void what_a_worker_refuses_again_at_once_is_not_moved_for_ever() {
        IntStream.range(0, 3).forEach(i -> bury("poison " + i));
        Thread refusing = Thread.startVirtualThread(this::refuseAll);
        try {
            Run run = dlq(worker, "redrive", "--rate", "10");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out())
                    .containsPattern("\n\\d+ messages moved to " + worker + "\n")
                    .endsWith(
                            "That is more than the 3 that were there, so the task was stopped: what came back at once is in "
                                    + worker + "-dlq again\nTo see why:  ./station dlq " + worker + " peek --file "
                                    + file
                                    + " --endpoint-url " + aws.endpoint() + "\n");
            await().until(() -> sqs
                    .listMessageMoveTasks(request -> request.sourceArn(Place.LOCAL.queueArn(worker + "-dlq")))
                    .results()
                    .stream()
                    .noneMatch(task -> task.status().equals("RUNNING")));
            await().untilAsserted(() -> assertThat(dlq().out()).contains(worker + "-dlq  3 messages\n"));
        } finally {
            refusing.interrupt();
        }
    }

    /** As a worker does with what it can't handle. */
    private void refuseAll() {
        while (!Thread.currentThread().isInterrupted()) {
            for (Message message : received(worker)) {
                bury(message.body());
                sqs.deleteMessage(request -> request.queueUrl(url(worker)).receiptHandle(message.receiptHandle()));
            }
        }
    }

    @Test
    void a_task_that_moves_them_already_is_followed() {
        IntStream.range(0, 3).forEach(i -> bury("letter " + i));
        sqs.startMessageMoveTask(request -> request.sourceArn(Place.LOCAL.queueArn(worker + "-dlq"))
                .destinationArn(Place.LOCAL.queueArn(worker))
                .maxNumberOfMessagesPerSecond(1));

        Run run = dlq(worker, "redrive");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("a task is moving them already; this follows it\n")
                .endsWith("3 messages moved to " + worker + "\n");
    }

    @Test
    void a_queue_that_is_not_there_to_take_them_is_told() {
        bury("letter");
        sqs.deleteQueue(request -> request.queueUrl(url(worker)));

        Run run = dlq(worker, "redrive");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .contains(worker + " is missing, or its RedrivePolicy names another one; ./station apply")
                .doesNotContain("\tat ");
    }

    @Test
    void an_empty_queue_has_nothing_to_redrive_or_to_purge() {
        assertThat(dlq(worker, "redrive").out()).isEqualTo(worker + "-dlq is empty: there is nothing to redrive\n");
        assertThat(dlq(worker, "purge").out()).isEqualTo(worker + "-dlq is empty: there is nothing to purge\n");
    }

    @Test
    void purge_deletes_all_once_the_name_is_typed() {
        bury("letter");
        answer = Optional.of(worker);

        Run run = dlq(worker, "purge");

        assertThat(questions)
                .containsExactly(worker + "-dlq holds 1 message. To delete all for good, type " + worker + ":");
        assertThat(run.out()).isEqualTo("deleted 1 message of " + worker + "-dlq\n");
        assertThat(dlq().out()).contains(worker + "-dlq  0 messages");
    }

    @Test
    void purge_deletes_nothing_where_something_else_is_typed() {
        bury("letter");
        answer = Optional.of("y");

        Run run = dlq(worker, "purge");

        assertThat(run).isEqualTo(new Run(1, "nothing was deleted\n", ""));
        assertThat(dlq().out()).contains(worker + "-dlq  1 message\n");
    }

    @Test
    void purge_deletes_nothing_where_nobody_can_be_asked() {
        bury("letter");

        Run run = dlq(worker, "purge");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no terminal to ask at: give --yes");
        assertThat(dlq().out()).contains(worker + "-dlq  1 message\n");
    }

    @Test
    void a_second_purge_within_a_minute_is_explained() {
        bury("letter");
        assertThat(dlq(worker, "purge", "--yes").exitCode()).isZero();
        bury("another");

        Run run = dlq(worker, "purge", "--yes");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .isEqualTo("SQS purges a queue once in 60 seconds, and " + worker
                        + "-dlq was purged just now: try again in a minute\n");
    }

    @Test
    void a_subscription_that_is_misspelt_is_guessed() {
        String misspelt = worker.replace("worker", "wroker");

        assertThat(dlq(misspelt, "list"))
                .satisfies(run -> assertThat(run.exitCode()).isEqualTo(1), run -> assertThat(run.err())
                        .startsWith("there is no subscription \"" + misspelt + "\"; did you mean " + worker + "?\n"));
    }

    @ParameterizedTest
    @CsvSource({
        "peak,               did you mean peek?",
        "redrive --rate 0,   --rate 0: expected 1 to 500",
        "redrive --rate 501, --rate 501: expected 1 to 500",
        "list --max 0,       --max 0: expected at least 1",
        "list --rate 5,      --rate does not belong to list",
        "redrive --json,     --json does not belong to redrive",
        "peek --yes,         --yes does not belong to peek",
    })
    void what_is_typed_wrongly_is_told_what_is_right(String typed, String told) {
        List<String> arguments = new ArrayList<>(List.of(worker));
        arguments.addAll(List.of(typed.split(" ")));

        Run run = dlq(arguments.toArray(String[]::new));

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains(told);
    }

    private Run dlq(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        DlqCommand command = new DlqCommand(new Terminal() {
            @Override
            public boolean isThere() {
                return answer.isPresent();
            }

            @Override
            public Optional<String> ask(String question) {
                questions.add(question);
                return answer;
            }
        });
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of(
                "--file", file.toString(), "--endpoint-url", aws.endpoint().toString()));
        int exitCode = new CommandLine(command)
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
        return new Run(exitCode, out.toString(), err.toString());
    }

    private void bury(String body) {
        bury(body, Map.of());
    }

    /** As a worker does it. */
    private void bury(String body, Map<String, String> refusal) {
        Map<String, String> attributes = new HashMap<>(refusal);
        attributes.put("event_type", "user_invited");
        attributes.put("traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
        if (!refusal.isEmpty()) {
            attributes.put("refused_by", worker);
            attributes.put("refused_receive_count", "7");
        }
        Map<String, MessageAttributeValue> typed = new HashMap<>();
        attributes.forEach((name, value) -> typed.put(
                name,
                MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(value)
                        .build()));
        sqs.sendMessage(request ->
                request.queueUrl(url(worker + "-dlq")).messageBody(body).messageAttributes(typed));
    }

    private List<Message> received(String queue) {
        return sqs.receiveMessage(request -> request.queueUrl(url(queue))
                        .maxNumberOfMessages(10)
                        .waitTimeSeconds(5)
                        .messageSystemAttributeNamesWithStrings("All"))
                .messages();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    private static JsonNode json(String text) throws IOException {
        return new JsonMapper().readTree(text);
    }
}
