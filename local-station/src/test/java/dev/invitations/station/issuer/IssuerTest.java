package dev.invitations.station.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import dev.invitations.station.RunningStation;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The issuer as a browser and a service meet it. */
@Timeout(60)
class IssuerTest {
    private static final String PAGE = "http://localhost:8081/";
    private static final String VERIFIER = "a-verifier-that-is-long-enough-for-rfc-7636-0123456789";

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
    void aPersonWhoSaysANameAndATeamGetsATokenThatServicesCanVerify() throws Exception {
        String query = authorization(Map.of("state", "a+b/c=", "nonce", "n-1"));
        HttpResponse<String> login =
                station.send(station.request("/issuer/authorize?" + query).GET());
        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(login.body()).contains("name=\"name\"", "name=\"team\"");

        Map<String, String> redirected = redirect(signIn(query, "Zoë & Söhne", "acme"));
        assertThat(redirected).containsEntry("state", "a+b/c=");

        JsonObject answer =
                new JsonObject(token(redirected.get("code"), VERIFIER).body());
        JWTClaimsSet claims = verified(answer.getString("access_token"));
        assertThat(claims.getIssuer()).isEqualTo(station.url("/issuer").toString());
        assertThat(claims.getAudience()).containsExactly("invitation-station");
        assertThat(claims.getSubject()).isEqualTo("Zoë & Söhne");
        assertThat(claims.getStringListClaim("teams")).containsExactly("acme");
        assertThat(claims.getStringClaim("nonce")).isEqualTo("n-1");
        assertThat(answer.getInteger("expires_in")).isGreaterThan(3600);
    }

    @Test
    void aPersonInSeveralTeamsNamesThemWithCommasBetween() throws Exception {
        String code = redirect(signIn(authorization(Map.of()), "Ann", "acme, beta,acme"))
                .get("code");

        JsonObject answer = new JsonObject(token(code, VERIFIER).body());
        assertThat(verified(answer.getString("access_token")).getStringListClaim("teams"))
                .containsExactly("acme", "beta");
    }

    @Test
    void aCodeIsGoodForItsVerifierOnlyAndOnlyOnce() throws Exception {
        String query = authorization(Map.of());

        String code = redirect(signIn(query, "Ann", "acme")).get("code");
        assertOAuthError(token(code, "another-verifier-that-is-long-enough-for-rfc-7636-01"), "invalid_grant");

        code = redirect(signIn(query, "Ann", "acme")).get("code");
        assertOAuthError(token(code, ""), "invalid_grant");

        code = redirect(signIn(query, "Ann", "acme")).get("code");
        assertThat(token(code, VERIFIER).statusCode()).isEqualTo(200);
        assertOAuthError(token(code, VERIFIER), "invalid_grant");
    }

    @ParameterizedTest
    @CsvSource({
        "'',      acme, name is missing",
        "Ann,     '',   team is missing",
        "Ann,     Acme, 1 to 63 lower-case letters",
        "Ann,     'acme, Beta', &quot;Beta&quot; is refused",
        "<b>Ann,  a b,  1 to 63 lower-case letters",
    })
    void theLoginPageSaysWhatIsWrongAndKeepsWhatWasTyped(String name, String team, String said) throws Exception {
        HttpResponse<String> page = signIn(authorization(Map.of()), name, team);

        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .contains(said, "value=\"" + name.replace("<", "&lt;").replace(">", "&gt;") + "\"")
                .doesNotContain("<b>");
    }

    @ParameterizedTest
    @CsvSource({
        "redirect_uri, http://example.com/, this machine",
        "redirect_uri, http://localhost@example.com/, this machine",
        "redirect_uri, not a url, this machine",
        "response_type, token, code",
        "code_challenge_method, plain, S256",
        "code_challenge, '', code_challenge is missing",
        "client_id, '', client_id is missing",
        "scope, email, openid",
    })
    void aRequestThatIsNotTheCodeFlowWithPkceIsRefused(String parameter, String value, String said) throws Exception {
        HttpResponse<String> answer =
                station.send(station.request("/issuer/authorize?" + authorization(Map.of(parameter, value)))
                        .GET());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(said);
    }

    @Test
    void discoveryNamesTheIssuerHoweverTheStationIsCalled() {
        JsonObject discovery = new JsonObject(station.send(station.request("/issuer/.well-known/openid-configuration")
                        .GET())
                .body());

        assertThat(discovery.getString("issuer"))
                .isEqualTo(station.url("/issuer").toString());
        assertThat(discovery.getString("jwks_uri"))
                .startsWith(station.url("/issuer").toString());
        assertThat(discovery.getJsonArray("code_challenge_methods_supported")).containsExactly("S256");
    }

    @Test
    void pagesOfThisMachineMayReadTheAnswersAndOthersMayNot() {
        for (String path : List.of("/issuer/.well-known/openid-configuration", "/issuer/jwks")) {
            assertThat(allowedOrigin(path, "http://localhost:8081")).isEqualTo("http://localhost:8081");
            assertThat(allowedOrigin(path, "http://example.com")).isEmpty();
        }
    }

    @Test
    void signingOutLeadsBackToThePageAndNowhereElse() {
        HttpResponse<String> out = station.send(station.request("/issuer/endsession?post_logout_redirect_uri=" + PAGE)
                .GET());
        assertThat(out.statusCode()).isEqualTo(303);
        assertThat(out.headers().firstValue("Location")).hasValue(PAGE);

        assertThat(station.send(station.request("/issuer/endsession?post_logout_redirect_uri=http://example.com/")
                                .GET())
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void theCommandLineGetsATokenOfTheSameKind() throws Exception {
        String token = LocalTokens.get(station.ports().station(), "ann@example.com", List.of("acme", "beta"));

        JWTClaimsSet claims = verified(token);
        assertThat(claims.getSubject()).isEqualTo("ann@example.com");
        assertThat(claims.getStringClaim("email")).isEqualTo("ann@example.com");
        assertThat(claims.getAudience()).containsExactly("invitation-station");
        assertThat(claims.getStringListClaim("teams")).containsExactly("acme", "beta");
        assertThat(claims.getExpirationTime()).isAfter(claims.getIssueTime());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"email\":\"ann\",\"teams\":[\"acme\"]}|ann",
                "{\"email\":\"ann@example.com\",\"teams\":[]}|teams is empty",
                "{\"email\":\"ann@example.com\",\"teams\":[\"No\"]}|No",
                "{\"email\":\"ann@example.com\"}|JSON of this form",
                "{\"email\":1,\"teams\":[2]}|JSON of this form",
                "nonsense|JSON of this form",
            })
    void aRequestForATokenThatIsWrongIsToldWhatIsRight(String body, String said) {
        HttpResponse<String> answer = station.send(station.request("/tokens").POST(BodyPublishers.ofString(body)));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("detail")).contains(said);
    }

    private static String allowedOrigin(String path, String origin) {
        return station.send(station.request(path).header("Origin", origin).GET())
                .headers()
                .firstValue("Access-Control-Allow-Origin")
                .orElse("");
    }

    private static String authorization(Map<String, String> changed) throws Exception {
        byte[] challenge = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", "invitation-station");
        parameters.put("redirect_uri", PAGE);
        parameters.put("scope", "openid profile");
        parameters.put("code_challenge", Base64.getUrlEncoder().withoutPadding().encodeToString(challenge));
        parameters.put("code_challenge_method", "S256");
        parameters.putAll(changed);
        return form(parameters);
    }

    private static HttpResponse<String> signIn(String query, String name, String team) {
        return station.send(station.request("/issuer/authorize?" + query)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of("name", name, "team", team)))));
    }

    private static HttpResponse<String> token(String code, String verifier) {
        return station.send(station.request("/issuer/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(Map.of(
                        "grant_type", "authorization_code",
                        "client_id", "invitation-station",
                        "redirect_uri", PAGE,
                        "code", code,
                        "code_verifier", verifier)))));
    }

    private static Map<String, String> redirect(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
        String location = answer.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(PAGE + "?");
        return Arrays.stream(URI.create(location).getRawQuery().split("&"))
                .map(parameter -> parameter.split("=", 2))
                .collect(Collectors.toMap(
                        parameter -> parameter[0],
                        parameter -> URLDecoder.decode(parameter[1], StandardCharsets.UTF_8)));
    }

    private static JWTClaimsSet verified(String token) throws Exception {
        JWKSet keys =
                JWKSet.parse(station.send(station.request("/issuer/jwks").GET()).body());
        SignedJWT jwt = SignedJWT.parse(token);
        var key = keys.getKeyByKeyId(jwt.getHeader().getKeyID()).toRSAKey();
        assertThat(jwt.verify(new RSASSAVerifier(key))).isTrue();
        return jwt.getJWTClaimsSet();
    }

    private static void assertOAuthError(HttpResponse<String> answer, String error) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(new JsonObject(answer.body()).getString("error")).isEqualTo(error);
    }

    private static String form(Map<String, String> values) {
        return values.entrySet().stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
