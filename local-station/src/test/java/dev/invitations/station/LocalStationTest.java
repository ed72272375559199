package dev.invitations.station;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class LocalStationTest {
    @TempDir
    static Path directory;

    private static RunningStation station;

    @BeforeAll
    static void start() throws Exception {
        station = new RunningStation(directory);
    }

    @AfterAll
    static void stop() {
        station.close();
    }

    @Test
    void itsFrontPageLinksWhatItHas() {
        HttpResponse<String> page = station.send(station.request("/").GET());

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/html"));
        assertThat(page.body()).contains("href=\"/inbox\"", "href=\"/issuer/", "redis://localhost:");
        assertThat(station.send(station.request("/assets/station.js").GET()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aMailThatArrivesIsReadAsJsonNewestFirstAndByItsAddress() throws Exception {
        sendMail("first@example.com", "One");
        sendMail("second@example.com", "Two");
        sendMail("first@example.com", "Three");

        assertThat(subjects("/inbox?to=first@example.com")).containsExactly("Three", "One");
        assertThat(subjects("/inbox?limit=1")).containsExactly("Three");
        JsonObject newest = json("/inbox?to=first@example.com&limit=1").getJsonObject(0);
        assertThat(newest.fieldNames()).containsExactlyInAnyOrder("id", "from", "to", "subject", "date", "messageId");

        JsonObject mail = new JsonObject(
                station.send(station.request("/inbox/" + newest.getString("id")).GET())
                        .body());
        assertThat(mail.getString("text")).startsWith("<script>Three</script>");
        assertThat(mail.getJsonArray("links")).containsExactly("http://localhost:8080/x");
        assertThat(mail.getJsonObject("headers").getString("Subject")).isEqualTo("Three");
    }

    @Test
    void aBrowserIsGivenPagesInWhichAMailCannotRunScripts() throws Exception {
        sendMail("page@example.com", "<b>bold</b>");
        String id = json("/inbox?to=page@example.com").getJsonObject(0).getString("id");

        String list = page("/inbox?to=page@example.com").body();
        assertThat(list).contains("/inbox/" + id, "page@example.com", "&lt;b&gt;bold&lt;/b&gt;");
        HttpResponse<String> mail = page("/inbox/" + id);
        assertThat(mail.body()).contains("&lt;script&gt;").doesNotContain("<script>&lt;b", "<b>bold");
        assertThat(mail.headers().firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).contains("script-src 'self'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "20001", "many", "1.5"})
    void aLimitThatIsNoneIsRefused(String limit) {
        assertProblem(station.send(station.request("/inbox?limit=" + limit).GET()), 400, limit, "1 to 20000");
    }

    @Test
    void whatIsNotThereIsAProblemThatSaysSo() {
        assertProblem(station.send(station.request("/inbox/nothing").GET()), 404, "no mail nothing");
        assertProblem(station.send(station.request("/nowhere").GET()), 404, "/nowhere");
        assertProblem(station.send(station.request("/inbox").DELETE()), 405, "DELETE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"redis", "smtp", "aws"})
    void aComponentIsStoppedAndStartedWhileTheRestGoesOn(String name) {
        int port = station.ports().byOption().get("--" + name + "-port");

        JsonObject stopped = switchTo(name, false);
        assertThat(stopped.getBoolean("running")).isFalse();
        assertThatThrownBy(() -> connect(port)).isInstanceOf(IOException.class);
        HttpResponse<String> health = station.send(station.request("/health").GET());
        assertThat(health.statusCode()).isEqualTo(503);
        assertThat(down(health)).containsExactly(name);

        JsonObject started = switchTo(name, true);
        assertThat(started.getBoolean("running")).isTrue();
        assertThat(station.send(station.request("/health").GET()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSwitchThatIsNoneIsRefused() {
        assertProblem(put("/components/kafka", "{\"running\":false}"), 404, "kafka", "redis", "smtp");
        assertProblem(put("/components/redis", "{\"running\":\"no\"}"), 400, "{\"running\": true}");
        assertProblem(put("/components/redis", "off"), 400, "{\"running\": true}");
        assertProblem(put("/components/redis", ""), 400, "{\"running\": true}");
    }

    private static List<String> down(HttpResponse<String> health) {
        return new JsonObject(health.body())
                .getJsonArray("checks").stream()
                        .map(JsonObject.class::cast)
                        .filter(check -> check.getString("status").equals("DOWN"))
                        .map(check -> check.getString("name"))
                        .toList();
    }

    private static void connect(int port) throws IOException {
        new Socket("127.0.0.1", port).close();
    }

    private static JsonObject switchTo(String name, boolean running) {
        HttpResponse<String> answer = put("/components/" + name, "{\"running\":" + running + "}");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new JsonObject(answer.body());
    }

    private static HttpResponse<String> put(String path, String body) {
        return station.send(station.request(path).PUT(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> page(String path) {
        return station.send(station.request(path)
                .header("Accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8")
                .GET());
    }

    private static JsonArray json(String path) {
        return new JsonArray(station.send(station.request(path).GET()).body());
    }

    private static Iterable<String> subjects(String path) {
        return json(path).stream()
                .map(JsonObject.class::cast)
                .map(mail -> mail.getString("subject"))
                .toList();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String... words) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        JsonObject problem = new JsonObject(answer.body());
        assertThat(problem.getInteger("status")).isEqualTo(status);
        assertThat(problem.getString("detail")).contains(words);
    }

    private static void sendMail(String to, String subject) throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", Integer.toString(station.ports().smtp()));
        MimeMessage mail = new MimeMessage(Session.getInstance(properties));
        mail.setFrom("no-reply@example.com");
        mail.setRecipients(RecipientType.TO, to);
        mail.setSubject(subject);
        mail.setText("<script>" + subject + "</script> http://localhost:8080/x");
        Transport.send(mail);
    }
}
