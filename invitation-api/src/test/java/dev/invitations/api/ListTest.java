package dev.invitations.api;

import static io.restassured.RestAssured.config;
import static io.restassured.RestAssured.given;
import static io.restassured.config.EncoderConfig.encoderConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.startsWith;

import dev.invitations.contract.UserInvited;
import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonObject;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ListTest extends ApiTest {

    @Test
    void everyRowIsAnsweredInOrder() {
        List<JsonObject> answers = inviteAll("""
                email,name
                ada@example.com,Ada
                not an address,Nobody
                Grace@EXAMPLE.com,Grace
                """);

        assertThat(answers).hasSize(3);
        assertThat(answers.get(0))
                .isEqualTo(new JsonObject()
                        .put("line", 2)
                        .put("email", "ada@example.com")
                        .put("status", "accepted")
                        .put("id", topic.invitations().get(0).id().toString()));
        assertThat(answers.get(1).getString("status")).isEqualTo("refused");
        assertThat(answers.get(1).getString("email")).isEqualTo("not an address");
        assertThat(answers.get(1).getString("reason")).startsWith("email: \"not an address\" has");
        assertThat(answers.get(2))
                .isEqualTo(new JsonObject()
                        .put("line", 4)
                        .put("email", "Grace@example.com")
                        .put("status", "accepted")
                        .put("id", topic.invitations().get(1).id().toString()));
        assertThat(topic.invitations())
                .allSatisfy(event -> assertThat(event.inviter()).isEqualTo(Tokens.ADA));
    }

    @Test
    void theSameUploadUnderTheSameKeyIsTheSameInvitations() {
        String csv = "email\nada@example.com\ngrace@example.com\n";

        List<JsonObject> first = inviteAll("upload-1", csv);
        List<JsonObject> repeat = inviteAll("upload-1", csv);
        List<JsonObject> other = inviteAll("upload-2", csv);

        assertThat(repeat).isEqualTo(first);
        assertThat(other).doesNotContainAnyElementsOf(first);
    }

    @Test
    void anAddressThatIsOnTheListTwiceIsInvitedOnce() {
        List<JsonObject> answers = inviteAll("email\nada@example.com\nada@EXAMPLE.com\n");

        assertThat(answers.get(1).getString("status")).isEqualTo("refused");
        assertThat(answers.get(1).getString("reason")).isEqualTo("the same address is on line 2 already");
        assertThat(topic.invitations()).hasSize(1);
    }

    @Test
    void rowsThatTheTopicDidNotTakeSayRetry() {
        topic.throttle(event -> ((UserInvited) event).email().startsWith("grace"));

        List<JsonObject> answers = inviteAll("email\nada@example.com\ngrace@example.com\nalan@example.com\n");

        assertThat(answers)
                .extracting(answer -> answer.getString("status"))
                .containsExactly("accepted", "retry", "accepted");
        assertThat(answers.get(1).getString("email")).isEqualTo("grace@example.com");
        assertThat(answers.get(1).getString("reason")).contains("send the row again");
    }

    @Test
    void aRowThatTheTopicRefusesIsNotToBeSentAgain() {
        topic.refuse(event -> ((UserInvited) event).email().startsWith("grace"));

        List<JsonObject> answers = inviteAll("email\nada@example.com\ngrace@example.com\n");

        assertThat(answers).extracting(answer -> answer.getString("status")).containsExactly("accepted", "refused");
        assertThat(answers.get(1).getString("reason")).isEqualTo("it can't be passed on");
    }

    @Test
    void oneRowThatTheTopicDoesNotTakeStopsNoLaterRow() {
        topic.throttle(event -> ((UserInvited) event).email().startsWith("lonely"));

        List<JsonObject> answers =
                inviteAll("email\nlonely@example.com\n" + "no address\n".repeat(99) + "late@example.com\n");

        assertThat(answers.getFirst().getString("status")).isEqualTo("retry");
        assertThat(answers.getLast().getString("status")).isEqualTo("accepted");
    }

    @Test
    void onceTheTopicIsAwayNoMoreIsTried() {
        topic.beAwayFor(event -> ((UserInvited) event).email().startsWith("early"));

        List<JsonObject> answers = inviteAll("email\n" + people("early", 100) + people("late", 50));

        assertThat(answers).hasSize(150).allSatisfy(answer -> assertThat(answer.getString("status"))
                .isEqualTo("retry"));
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void rowsArePublishedAndAnsweredWhileTheListIsStillUploaded() throws Exception {
        try (var client = new UploadingClient(RestAssured.port, "acme")) {
            client.upload("email\n" + people("first", 100));
            client.read();
            for (int i = 0; i < 100; i++) {
                assertThat(client.nextAnswer().getInteger("line")).isEqualTo(i + 2);
            }
            assertThat(topic.published()).hasSize(100);

            client.upload(people("second", 1));
            client.finish();

            assertThat(client.remainingAnswers())
                    .extracting(answer -> answer.getString("email"))
                    .containsExactly("second0@example.com");
        }
    }

    @Test
    void tenThousandRowsMayBeWrittenBeforeAnyAnswerIsRead() throws Exception {
        try (var client = new UploadingClient(RestAssured.port, "acme")) {
            client.upload("email\n");
            for (int i = 0; i < 10; i++) {
                client.upload(people("person" + i + ".", 1000));
            }
            client.finish();
            client.read();

            assertThat(client.remainingAnswers())
                    .hasSize(10_000)
                    .allSatisfy(answer -> assertThat(answer.getString("status")).isEqualTo("accepted"));
            assertThat(topic.published()).hasSize(10_000);
        }
    }

    @Test
    void rowsAfterTheTenThousandthAreRefusedInOneAnswer() {
        List<JsonObject> answers = inviteAll("email\n" + people("person", 10_005));

        assertThat(answers).hasSize(10_001);
        assertThat(answers.getLast())
                .isEqualTo(new JsonObject()
                        .put("line", 10_002)
                        .put("email", "person10000@example.com")
                        .put("status", "refused")
                        .put("reason", "a list has at most 10,000 rows; this row and all after it are not read"));
        assertThat(topic.published()).hasSize(10_000);
    }

    @Test
    void aClientThatGoesAwayLeavesTheServiceWell() throws Exception {
        try (var client = new UploadingClient(RestAssured.port, "acme")) {
            client.upload("email\n" + people("first", 150));
            client.read();
            client.nextAnswer();
            client.disconnect();
        }

        assertThat(inviteAll("email\nada@example.com\n")).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "ISO-8859-1", "windows-1252", "UTF-16"})
    void theCharsetOfTheContentTypeCounts(String charset) {
        upload(
                        null,
                        "text/csv; charset=" + charset,
                        "email,name\nzoe@example.com,Zoë\n".getBytes(Charset.forName(charset)))
                .statusCode(200);

        assertThat(topic.invitations().getFirst().name()).contains("Zoë");
    }

    @Test
    void bytesThatAreNotUtf8AreRefusedByRow() {
        List<JsonObject> answers = answers(upload(
                null,
                "text/csv",
                "email,name\nzoe@example.com,Zoë\nada@example.com,Ada\n".getBytes(StandardCharsets.ISO_8859_1)));

        assertThat(answers.get(0).getString("reason")).contains("not UTF-8");
        assertThat(answers.get(1).getString("status")).isEqualTo("accepted");
    }

    @Test
    void anUnknownCharsetIsRefused() {
        problem(upload(null, "text/csv; charset=klingon", "email\n".getBytes(StandardCharsets.UTF_8)), 415)
                .body("detail", startsWith("The charset \"klingon\" is unknown here"));
    }

    @Test
    void aListWithoutAColumnOfAddressesIsRefusedAsAWhole() {
        problem(upload(null, "text/csv", "name,phone\nAda,1\n".getBytes(StandardCharsets.UTF_8)), 400)
                .body("detail", containsString("Found were \"name\", \"phone\""));
    }

    @Test
    void aListThatIsTooLargeIsRefusedBeforeItIsRead() {
        problem(upload(null, "text/csv", new byte[16 * 1024 * 1024 + 1]), 413)
                .body("detail", startsWith("The list has 16,777,217 bytes; the most that is read is 16,777,216"));
    }

    @Test
    void aListThatTurnsOutTooLargeSaysWhereItsReadingStopped() throws Exception {
        try (var client = new UploadingClient(RestAssured.port, "acme")) {
            client.upload("email,name\nada@example.com,Ada\n");
            for (int i = 0; i < 17; i++) {
                client.upload((" ".repeat(1023) + "\n").repeat(1024));
            }
            client.finish();
            client.read();

            List<JsonObject> answers = client.remainingAnswers();
            assertThat(answers).hasSize(2);
            assertThat(answers.getFirst().getString("status")).isEqualTo("accepted");
            assertThat(answers.getLast().getString("status")).isEqualTo("refused");
            assertThat(answers.getLast().getString("reason"))
                    .isEqualTo("the list is larger than 16,777,216 bytes, the most that is read");
        }
    }

    @Test
    void aListWithoutRowsIsAnsweredWithoutLines() {
        assertThat(inviteAll("email\n")).isEmpty();
    }

    private static String people(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> name + i + "@example.com\n")
                .collect(Collectors.joining());
    }

    private static List<JsonObject> inviteAll(String csv) {
        return inviteAll(null, csv);
    }

    private static List<JsonObject> inviteAll(String key, String csv) {
        return answers(upload(key, "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    }

    private static List<JsonObject> answers(ValidatableResponse response) {
        return response.statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString()
                .lines()
                .map(JsonObject::new)
                .toList();
    }

    private static ValidatableResponse upload(String key, String contentType, byte[] csv) {
        var request = given().config(config().encoderConfig(
                                encoderConfig().appendDefaultContentCharsetToContentTypeIfUndefined(false)))
                .auth()
                .oauth2(Tokens.inTeams("acme"))
                .contentType(contentType);
        return (key == null ? request : request.header("Idempotency-Key", key))
                .body(csv)
                .post(INVITATIONS)
                .then();
    }
}
