package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was accepted arrives, whatever dies on the way. */
class OutagesIT {
    /** The e-mail worker's connections to the mail server. */
    private static final int MAILS_AT_ONCE = 20;

    private static Station station;

    private final Team team = new Team(station);

    @BeforeAll
    static void up() {
        station = Station.up("outages");
    }

    @AfterAll
    static void down() {
        station.close();
    }

    @Test
    void aThousandRowsOfAWorkspaceExportBecomeAThousandMails() {
        Path list = WorkspaceExport.write(1000, "thousand.example.com");

        Shell.Result result = invite(list);
        Shell.Result repeated = invite(list);

        assertThat(result.exit()).as(result.all()).isZero();
        assertThat(repeated.exit()).as(repeated.all()).isZero();
        assertThat(result.out()).contains("1,000 accepted").contains("0 refused");
        awaitMails(1000, "thousand.example.com");
        // What the second upload published may still be on its way to a second mail.
        station.awaitQuiet(Duration.ofMinutes(2));
        assertThat(station.copiesOfMails("thousand.example.com").values()).containsOnly(1L);
        awaitStatistics(1000);
    }

    @Test
    void aWorkerThatIsKilledInTheMiddleOfAListLosesNothing() {
        CompletableFuture<Shell.Result> inviting = inviteInTheMiddleOf(1000, "killed.example.com", Station::kill);

        assertThat(inviting.join().exit()).as(inviting.join().all()).isZero();
        awaitMails(1000, "killed.example.com");
        station.awaitQuiet(Duration.ofMinutes(2));
        // A mail that was sent when its worker died, but not yet marked as sent, comes twice with one Message-ID.
        assertThat(messageIds("killed.example.com")).hasSize(1000);
        assertThat(station.mailsToDomain("killed.example.com")).hasSizeLessThanOrEqualTo(1000 + MAILS_AT_ONCE);
        awaitStatistics(1000);
    }

    @Test
    void workersThatAreAskedToStopInTheMiddleOfAListFinishWhatTheyAreAt() {
        int emailsRestarts = station.restarts("email-worker");
        int analyticsRestarts = station.restarts("analytics-worker");

        CompletableFuture<Shell.Result> inviting =
                inviteInTheMiddleOf(1000, "terminated.example.com", Station::terminate);

        assertThat(inviting.join().exit()).as(inviting.join().all()).isZero();
        awaitMails(1000, "terminated.example.com");
        station.awaitQuiet(Duration.ofMinutes(2));
        assertThat(station.copiesOfMails("terminated.example.com").values()).containsOnly(1L);
        awaitStatistics(1000);
        assertThat(station.restarts("email-worker")).isEqualTo(emailsRestarts + 1);
        assertThat(station.restarts("analytics-worker")).isEqualTo(analyticsRestarts + 1);
    }

    @Test
    void anApiThatIsAskedToStopAnswersTheListItIsAtToItsEnd() throws Exception {
        int restarts = station.restarts("invitation-api");
        ProcessHandle api = station.process("invitation-api");
        List<String> lines = Files.readAllLines(WorkspaceExport.write(300, "half.example.com"));
        try (LiveSocket live = team.listen("0-0");
                SlowUpload upload =
                        new SlowUpload(station.api("/teams/" + team.name() + "/invitations"), team.token())) {
            upload.send(lines.subList(0, 150));
            await().atMost(30, TimeUnit.SECONDS)
                    .until(() -> live.states().contains("user100@half.example.com accepted"));

            Station.terminate(api);
            await().atMost(10, TimeUnit.SECONDS)
                    .until(() -> Http.get(station.api("/q/health/ready")).statusCode() == 503);
            upload.send(lines.subList(150, 301));

            assertThat(upload.end().body().lines())
                    .hasSize(300)
                    .allMatch(row -> Http.json(row).get("status").textValue().equals("accepted"));
        }
        await().atMost(60, TimeUnit.SECONDS)
                .until(() -> station.run("status").exit() == 0 && station.restarts("invitation-api") == restarts + 1);
        awaitMails(300, "half.example.com");
    }

    @Test
    void mailsWaitForAMailServerThatIsDown() {
        station.component("smtp", false);
        team.invite("patient@example.com");
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> station.run("logs", "email-worker").out().contains("comes back"));
        assertThat(team.mails("patient@example.com")).isEmpty();

        station.component("smtp", true);

        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(team.mails("patient@example.com"))
                .hasSize(1));
    }

    @Test
    void withoutRedisTheApiAnswersAsEverAndTheUpdatesComeWhenItIsBack() {
        try (LiveSocket live = team.listen("0-0")) {
            team.invite("before@example.com");
            await().atMost(30, TimeUnit.SECONDS).until(() -> live.states().contains("before@example.com emailed"));

            station.component("redis", false);
            HttpResponse<String> answer = team.post("{\"email\":\"during@example.com\"}");
            station.component("redis", true);

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            await().atMost(90, TimeUnit.SECONDS).untilAsserted(() -> assertThat(live.states())
                    .containsOnlyOnce("before@example.com accepted")
                    .containsOnlyOnce("before@example.com emailed")
                    .containsOnlyOnce("during@example.com accepted")
                    .containsOnlyOnce("during@example.com emailed"));
        }
        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() ->
                        assertThat(team.statistics().get("invited").asInt()).isEqualTo(2));
    }

    @Test
    void whileSnsIsGoneTheApiSaysSoInTimeAndIsWellAfterwards() {
        station.kill("local-station");
        HttpResponse<String> answer = team.post("{\"email\":\"gone@example.com\"}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");

        await().atMost(90, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> new Team(station)
                                .post("{\"email\":\"back@example.com\"}")
                                .statusCode()
                        == 202);
        await().atMost(90, TimeUnit.SECONDS)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(team.mails("back@example.com")).isNotEmpty());
    }

    @Test
    void aTopicAndAQueueThatAreGoneAreNamedWithTheCommandThatBringsThemBack() {
        aws("DeleteTopic&TopicArn=arn:aws:sns:us-east-1:000000000000:invitations");
        aws("DeleteQueue&QueueUrl=" + station.uri("aws", "/000000000000/email-worker"));
        assertThat(team.post("{\"email\":\"nowhere@example.com\"}").statusCode())
                .isEqualTo(503);

        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> {
            assertThat(status("invitation-api")).contains("the topic ", "invitations does not exist");
            assertThat(status("email-worker")).contains("the queue email-worker does not exist");
        });
        Matcher remedy =
                Pattern.compile("does not exist: (\\./station .*) creates it").matcher(status("invitation-api"));
        assertThat(remedy.find()).isTrue();

        Shell.Result applied = Shell.run(List.of(remedy.group(1).split(" ")));
        assertThat(applied.exit()).as(applied.all()).isZero();
        assertThat(applied.out()).containsPattern("created +topic +invitations");

        await().atMost(60, TimeUnit.SECONDS)
                .untilAsserted(() -> assertThat(station.run("status").exit()).isZero());
        team.invite("somewhere@example.com");
        await().atMost(60, TimeUnit.SECONDS).untilAsserted(() -> assertThat(team.mails("somewhere@example.com"))
                .hasSize(1));
    }

    @Test
    void aSecondGatewayServesTheOtherHalfOfTheClients() throws Exception {
        try (Gateway second = Gateway.start(station);
                LiveSocket here = team.listen("0-0");
                LiveSocket there = LiveSocket.open(second.live(team.name()), team.token())) {
            team.invite("both@example.com");

            await().atMost(30, TimeUnit.SECONDS).until(() -> here.states().contains("both@example.com emailed"));
            await().atMost(30, TimeUnit.SECONDS).until(() -> there.states().contains("both@example.com emailed"));
            await().untilAsserted(() -> assertThat(there.frames()).isEqualTo(here.frames()));

            second.kill();
            team.invite("one@example.com");
            await().atMost(30, TimeUnit.SECONDS).until(() -> here.states().contains("one@example.com emailed"));
        }
    }

    private Shell.Result invite(Path list) {
        return station.run(
                "invite",
                "--team=" + team.name(),
                "--token=" + team.token(),
                "--url=" + station.api(""),
                list.toString());
    }

    /** Invites a list and does something to both workers when some of its mails have come, but not all. */
    private CompletableFuture<Shell.Result> inviteInTheMiddleOf(
            int rows, String domain, Consumer<ProcessHandle> happens) {
        Path list = WorkspaceExport.write(rows, domain);
        // Asked before: the whole list is on its way by the time ./station status has told.
        List<ProcessHandle> workers = List.of(station.process("email-worker"), station.process("analytics-worker"));
        CompletableFuture<Shell.Result> inviting = CompletableFuture.supplyAsync(() -> invite(list), Shell.THREADS);
        await().atMost(60, TimeUnit.SECONDS)
                .pollInterval(10, TimeUnit.MILLISECONDS)
                .until(() -> station.mailsToDomain(domain).size() > 100);
        workers.forEach(happens);
        assertThat(station.mailsToDomain(domain)).as("mails when it happened").hasSizeLessThan(rows);
        return inviting;
    }

    private void awaitStatistics(int people) {
        await().atMost(120, TimeUnit.SECONDS)
                .untilAsserted(() ->
                        assertThat(team.statistics().get("emailed").asInt()).isEqualTo(people));
        assertThat(team.statistics().get("invited").asInt()).isEqualTo(people);
    }

    private void awaitMails(int count, String domain) {
        await().atMost(120, TimeUnit.SECONDS)
                .pollInterval(500, TimeUnit.MILLISECONDS)
                .untilAsserted(() -> assertThat(station.copiesOfMails(domain)).hasSize(count));
    }

    private List<String> messageIds(String domain) {
        return station.mailsToDomain(domain).stream()
                .map(mail -> mail.get("messageId").textValue())
                .distinct()
                .toList();
    }

    /** What {@code ./station status} says of a service. */
    private static String status(String service) {
        return station.run("status")
                .out()
                .lines()
                .filter(line -> line.startsWith(service))
                .findFirst()
                .orElseThrow();
    }

    private static void aws(String action) {
        HttpResponse<String> answer = Http.send(Http.request(station.uri("aws", "/"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("Action=" + action))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    }
}
