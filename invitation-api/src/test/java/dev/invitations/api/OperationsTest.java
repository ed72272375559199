package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.aMapWithSize;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What stands around the API: probes, its description, and who may call it from a browser. */
@QuarkusTest
class OperationsTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"live", "ready", "started"})
    void probesAreAnswered(String probe) {
        given().get("/q/health/" + probe).then().statusCode(200).body("status", equalTo("UP"));
    }

    @Test
    void theApiIsDescribed() {
        String invite = "paths.'/teams/{team}/invitations'.post";
        String accept = "paths.'/invitations/accept'.post";

        given().queryParam("format", "json")
                .get("/q/openapi")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Invitation API"))
                .body(invite + ".requestBody.content", aMapWithSize(2))
                .body(invite + ".requestBody.content", hasKey("text/csv"))
                .body(invite + ".responses.'202'.content", hasKey("application/json"))
                .body(invite + ".responses.'200'.content", hasKey("application/x-ndjson"))
                .body(invite + ".responses.'503'.content", hasKey("application/problem+json"))
                .body(accept + ".responses.'410'.content", hasKey("application/problem+json"))
                .body("components.schemas.Invitee.properties.email.maxLength", equalTo(254));
    }

    @Test
    void thePageMayCallFromItsOrigin() {
        given().header("Origin", "http://localhost:8081")
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type,idempotency-key")
                .options(INVITATIONS)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", "http://localhost:8081")
                .header("Access-Control-Allow-Headers", containsString("idempotency-key"));
    }

    @Test
    void otherOriginsMayNot() {
        given().header("Origin", "http://evil.example").get("/nowhere").then().statusCode(403);
    }
}
