package dev.invitations.api;

import static io.restassured.RestAssured.given;

import dev.invitations.http.testing.Tokens;
import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** What the tests of the running service share: a token issuer, a Redis, and the topic. */
@QuarkusTestResource(OidcWiremockTestResource.class)
@QuarkusTestResource(RedisResource.class)
abstract class ApiTest {
    static final String INVITATIONS = "/teams/acme/invitations";

    @Inject
    Topic topic;

    @BeforeEach
    void resetTopic() {
        topic.reset();
    }

    static ValidatableResponse invite(String json) {
        return given().auth()
                .oauth2(Tokens.inTeams("acme"))
                .contentType(ContentType.JSON)
                .body(json)
                .post(INVITATIONS)
                .then();
    }

    static ValidatableResponse problem(ValidatableResponse response, int status) {
        return response.statusCode(status).contentType("application/problem+json");
    }
}
