package dev.invitations.api;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.invitations.contract.UserInvited;
import dev.invitations.http.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class InviteTest extends ApiTest {

    @Test
    void anInvitationIsAcceptedOnceTheTopicHasTheEvent() {
        Instant before = Instant.now();

        String id = invite("""
                {"email": " Grace.Hopper@Example.COM ", "name": "Grace Hopper", "message": "Come!\\nWe have cake."}""")
                .statusCode(202)
                .body("email", equalTo("Grace.Hopper@example.com"))
                .body("status", equalTo("accepted"))
                .extract()
                .path("id");

        UserInvited event = topic.invitations().getFirst();
        assertThat(event.id()).hasToString(id);
        assertThat(event.team()).isEqualTo("acme");
        assertThat(event.email()).isEqualTo("Grace.Hopper@example.com");
        assertThat(event.name()).contains("Grace Hopper");
        assertThat(event.message()).contains("Come!\nWe have cake.");
        assertThat(event.inviter()).isEqualTo(Tokens.ADA);
        assertThat(event.inviterName()).isEmpty();
        assertThat(event.time()).isBetween(before, Instant.now());
    }

    @Test
    void whoInvitesIsCalledByTheNameOfTheTokenElseByItsAddress() {
        var named = Tokens.claims("acme").claim("name", "Ada Lovelace").claim("email", "ada@example.com");
        var addressed = Tokens.claims("acme").claim("name", "Ada\r\nBcc: x").claim("email", "ada@example.com");
        for (var claims : List.of(named, addressed)) {
            given().auth()
                    .oauth2(Tokens.signed(claims))
                    .contentType(ContentType.JSON)
                    .body("{\"email\": \"grace@example.com\"}")
                    .post("/teams/acme/invitations")
                    .then()
                    .statusCode(202);
        }

        assertThat(topic.invitations())
                .extracting(UserInvited::inviterName)
                .containsExactly(Optional.of("Ada Lovelace"), Optional.of("ada@example.com"));
    }

    @Test
    void nameAndMessageMayBeLeftOut() {
        invite("""
                {"email": "grace@example.com", "name": null, "message": "  "}""").statusCode(202);

        assertThat(topic.invitations().getFirst().name()).isEmpty();
        assertThat(topic.invitations().getFirst().message()).isEmpty();
    }

    @Test
    void namesMayBeInAnyScript() {
        invite("""
                {"email": "grace@example.com", "name": "Зоя 山田 👩‍🚀"}""").statusCode(202);

        assertThat(topic.invitations().getFirst().name()).contains("Зоя 山田 👩‍🚀");
    }

    @Test
    void aRepeatUnderTheSameKeyIsTheSameInvitation() {
        String first = inviteUnder("key-1", "acme", "grace@example.com");
        String repeat = inviteUnder("key-1", "acme", "grace@EXAMPLE.com");

        assertThat(repeat).isEqualTo(first);
    }

    @Test
    void anotherKeyAddressOrTeamIsAnotherInvitation() {
        String first = inviteUnder("key-1", "acme", "grace@example.com");

        assertThat(inviteUnder("key-2", "acme", "grace@example.com")).isNotEqualTo(first);
        assertThat(inviteUnder("key-1", "acme", "alan@example.com")).isNotEqualTo(first);
        assertThat(inviteUnder("key-1", "beta", "grace@example.com")).isNotEqualTo(first);
    }

    @Test
    void withoutAKeyEachRequestIsAnInvitation() {
        invite("{\"email\": \"grace@example.com\"}").statusCode(202);
        invite("{\"email\": \"grace@example.com\"}").statusCode(202);

        assertThat(topic.invitations()).extracting(UserInvited::id).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"kéy", "tab\there", "", " "})
    void aKeyThatIsNotPrintableIsRefused(String key) {
        problem(under(key, "acme", "grace@example.com"), 400)
                .body("violations.field", contains("Idempotency-Key"))
                .body("detail", containsString("1 to 255 printable ASCII characters"));
    }

    @Test
    void twoKeysAreRefusedSinceOnlyOneCouldCount() {
        problem(
                        given().auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .header("Idempotency-Key", "one", "two")
                                .contentType(ContentType.JSON)
                                .body("{\"email\": \"grace@example.com\"}")
                                .post(INVITATIONS)
                                .then(),
                        400)
                .body("detail", containsString("was sent 2 times"));
    }

    @Test
    void aKeyIsLimitedTo255Characters() {
        under("k".repeat(255), "acme", "grace@example.com").statusCode(202);
        problem(under("k".repeat(256), "acme", "grace@example.com"), 400);
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        problem(invite("""
                {"emial": "grace@example.com", "name": 5, "message": "a\\u0000b"}"""), 400)
                .body("violations.field", contains("emial", "name", "email", "message"))
                .body("violations.in", contains("body", "body", "body", "body"))
                .body("violations[0].message", equalTo("is not a known field; known are email, name, message"))
                .body("violations[1].message", equalTo("must be a string, but is of type number"))
                .body("violations[2].message", containsString("is missing"))
                .body("violations[3].message", containsString("control character"))
                .body("detail", containsString("emial: is not a known field"))
                .body("detail", containsString("; email: is missing"));
        assertThat(topic.published()).isEmpty();
    }

    @Test
    void fieldsHaveLimits() {
        String json = """
                {"email": "grace@%s", "name": "%s", "message": "%s"}""";

        invite(json.formatted("example.com", "n".repeat(100), "m".repeat(1000))).statusCode(202);
        problem(invite(json.formatted("e".repeat(250) + ".com", "n".repeat(101), "m".repeat(1001))), 400)
                .body("violations", hasSize(3))
                .body("detail", containsString("the most is 254"))
                .body("detail", containsString("name: has 101 characters; the most is 100"))
                .body("detail", containsString("message: has 1,001 characters; the most is 1,000"));
    }

    @Test
    void whatIsNoCharacterIsRefusedSinceQueuesDoNotTakeIt() {
        problem(invite("{\"email\": \"grace@example.com\", \"message\": \"Come!\\uFFFE\"}"), 400)
                .body("violations.field", contains("message"));
    }

    @Test
    void aByteOrderMarkDoesNotMatter() {
        invite("\uFEFF{\"email\": \"grace@example.com\"}").statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"email\": \"grace@example.com\\r\\nBcc: everyone@example.com\"}",
                "{\"email\": \"grace@example.com\\nBcc: everyone@example.com\"}",
                "{\"email\": \"grace@example.com\", \"name\": \"Grace\\r\\nBcc: everyone@example.com\"}",
                "{\"email\": \"grace@example.com\", \"name\": \"Grace\\nSubject: Won\"}",
                "{\"email\": \"grace@example.com\", \"name\": \"Grace\\u2028Subject: Won\"}",
                "{\"email\": \"grace@example.com,everyone@example.com\"}",
                "{\"email\": \"Grace <grace@example.com>\"}"
            })
    void headersCannotBeInjected(String json) {
        problem(invite(json), 400);
        assertThat(topic.published()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "\"grace@example.com\"", "{\"email\"", "{}{}", "{\"email\":\"a\",\"email\":\"b\"}"})
    void aBodyThatIsNotAJsonObjectIsRefusedInPlainWords(String body) {
        problem(invite(body), 400)
                .body("detail", containsString("The body must be a JSON object: it is"))
                .body("detail", not(containsString("jackson")));
    }

    @Test
    void aBodyThatIsNotUtf8IsRefused() {
        problem(
                        given().auth()
                                .oauth2(Tokens.inTeams("acme"))
                                .contentType(ContentType.JSON)
                                .body(new byte[] {'{', '"', (byte) 0xE9, '"', ':', '1', '}'})
                                .post(INVITATIONS)
                                .then(),
                        400)
                .body("detail", equalTo("The body must be a JSON object: it is not UTF-8"));
    }

    @Test
    void aMessageOfAMegabyteIsTooLarge() {
        problem(invite("{\"email\": \"grace@example.com\", \"message\": \"" + "m".repeat(1_000_000) + "\"}"), 413)
                .body("detail", containsString("65,536 bytes"));
    }

    @Test
    void whereTheTopicDoesNotTakeItNothingIsAcceptedAndARepeatIsInvited() {
        topic.throttle(_ -> true);

        problem(invite("{\"email\": \"grace@example.com\"}").header("Retry-After", "5"), 503)
                .body("detail", containsString("Nothing was accepted"));
    }

    @Test
    void anEventThatTheTopicRefusesIsNotToBeRepeated() {
        topic.refuse(_ -> true);

        problem(invite("{\"email\": \"grace@example.com\"}"), 500)
                .header("Retry-After", nullValue())
                .body("detail", containsString("Nothing was accepted"));
    }

    private static String inviteUnder(String key, String team, String email) {
        return under(key, team, email).statusCode(202).extract().path("id");
    }

    private static ValidatableResponse under(String key, String team, String email) {
        return given().auth()
                .oauth2(Tokens.inTeams("acme", "beta"))
                .header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body("{\"email\": \"" + email + "\"}")
                .post("/teams/" + team + "/invitations")
                .then();
    }
}
