package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.invitations.http.testing.Tokens;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An SNS that takes connections and says nothing: a client that waits five seconds has its answer all the same. */
@QuarkusTest
@TestProfile(SnsSilentTest.SilentSnsProfile.class)
class SnsSilentTest {
    private static final Duration A_CLIENTS_PATIENCE = Duration.ofSeconds(5);
    private static final Duration A_WHILE = Duration.ofMinutes(1);

    @TestHTTPResource(ApiTest.INVITATIONS)
    URI invitations;

    /** A client's patience is not for the first requests of a JVM; these need no SNS. */
    @BeforeEach
    void warmUp() throws Exception {
        post("application/json", "{}", A_WHILE);
        post("text/csv", "email\nnobody\n", A_WHILE);
    }

    @Test
    void whoInvitesIsAskedToComeAgain() throws Exception {
        HttpResponse<String> answer = post("application/json", "{\"email\": \"grace@example.com\"}");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("5");
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("It is not known whether it was passed on");
    }

    @Test
    void everyRowOfALongListIsToBeSentAgain() throws Exception {
        String people = IntStream.range(0, 1_000)
                .mapToObj(i -> "person" + i + "@example.com\n")
                .collect(Collectors.joining());

        HttpResponse<String> answer = post("text/csv", "email\n" + people);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body().lines()).hasSize(1_000).allMatch(line -> line.contains("\"status\":\"retry\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"live", "started"})
    void thePodIsNotRestartedForIt(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    private HttpResponse<String> post(String contentType, String body) throws Exception {
        return post(contentType, body, A_CLIENTS_PATIENCE);
    }

    private HttpResponse<String> post(String contentType, String body, Duration patience) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(invitations)
                .timeout(patience)
                .header("Authorization", "Bearer " + Tokens.inTeams("acme"))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString(body))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    public static class SilentSnsProfile extends OnSns {
        @Override
        protected TestResourceEntry sns() {
            return SilentServer.behind("quarkus.sns.endpoint-override", "http");
        }
    }
}
