package dev.invitations.station.issuer;

import com.nimbusds.jose.JOSEObjectType;
import dev.invitations.station.web.Problem;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import no.nav.security.mock.oauth2.OAuth2Config;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequest;
import no.nav.security.mock.oauth2.http.OAuth2HttpRequestHandler;
import no.nav.security.mock.oauth2.http.OAuth2HttpResponse;
import no.nav.security.mock.oauth2.token.DefaultOAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenCallback;
import no.nav.security.mock.oauth2.token.OAuth2TokenProvider;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/**
 * Issues tokens to whoever asks, for this machine only: its signing key is that of {@code mock-oauth2-server}, which
 * everyone has. Tokens are for the audience {@value #AUDIENCE} and say in {@code teams} whose invitations a person may
 * send.
 */
public final class Issuer {
    public static final String AUDIENCE = "invitation-station";

    /** How long a token lasts: a working day. */
    static final Duration LIFETIME = Duration.ofHours(12);

    /** How many sign-ins may be under way at once. */
    private static final int UNUSED_CODES = 1_000;

    private final URI url;
    private final String name;
    private final OAuth2TokenProvider tokens = new OAuth2TokenProvider();
    private OAuth2HttpRequestHandler server;
    private final Set<String> codes = Collections.synchronizedSet(Collections.newSetFromMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > UNUSED_CODES;
        }
    }));

    /** @param url the issuer's URL; its path is one segment */
    public Issuer(URI url) {
        this.url = url;
        this.name = url.getPath().substring(1);
    }

    /** What OpenID Connect Discovery 1.0 asks an issuer to tell; only what is offered here. */
    JsonObject discovery() {
        return new JsonObject()
                .put("issuer", url.toString())
                .put("authorization_endpoint", url + "/authorize")
                .put("token_endpoint", url + "/token")
                .put("userinfo_endpoint", url + "/userinfo")
                .put("end_session_endpoint", url + "/endsession")
                .put("jwks_uri", url + "/jwks")
                .put("scopes_supported", List.of("openid", "profile", "email"))
                .put("response_types_supported", List.of("code"))
                .put("grant_types_supported", List.of("authorization_code", "refresh_token"))
                .put("subject_types_supported", List.of("public"))
                .put("id_token_signing_alg_values_supported", List.of("RS256"))
                .put("token_endpoint_auth_methods_supported", List.of("none"))
                .put("code_challenge_methods_supported", List.of("S256"));
    }

    /** The keys that verify the tokens (RFC 7517). */
    JsonObject keys() {
        return new JsonObject(tokens.publicJwkSet(name).toJSONObject());
    }

    /** A token for a person who needs no page to sign in. */
    String token(String email, List<String> teams) {
        Map<String, Object> claims =
                Map.of("iss", url.toString(), "sub", email, "email", email, "aud", AUDIENCE, "teams", teams);
        return tokens.jwt(claims, LIFETIME, name).serialize();
    }

    /** Completes a sign-in, and answers the URL of the page that asked for it, with a code for a token. */
    String authorize(String query, Person person) {
        String claims = new JsonObject()
                .put("name", person.name())
                .put("teams", new JsonArray(person.teams()))
                .encode();
        String form = "username=" + encoded(person.name()) + "&claims=" + encoded(claims);
        OAuth2HttpResponse redirect = answer("POST", "/authorize?" + query, Map.of(), form);
        String location = redirect.getHeaders().get("Location");
        if (location == null) {
            throw Problem.badRequest("The request cannot be answered: " + redirect.getBody());
        }
        codes.add(new QueryStringDecoder(location).parameters().get("code").getFirst());
        return location;
    }

    /** Whether a code is one that was issued and has not been used; from now on it has. The library does not ask. */
    boolean redeem(String code) {
        return codes.remove(code);
    }

    /** What the library answers: a token for a code, or who a token is about. */
    OAuth2HttpResponse answer(String method, String pathAndQuery, Map<String, String> headers, String body) {
        // The host is never taken from the request: tokens carry one issuer, however the station was called.
        HttpUrl target = HttpUrl.Companion.get(url + pathAndQuery);
        var request = new OAuth2HttpRequest(Headers.Companion.of(headers), method, target, body);
        return server().getAuthorizationServer().invoke(request);
    }

    /** Made when the first person signs in: it takes a second of the start otherwise. */
    private synchronized OAuth2HttpRequestHandler server() {
        if (server == null) {
            OAuth2TokenCallback claims = new DefaultOAuth2TokenCallback(
                    name, "", JOSEObjectType.JWT.getType(), List.of(AUDIENCE), Map.of(), LIFETIME.toSeconds());
            server = new OAuth2HttpRequestHandler(new OAuth2Config(true, null, null, false, tokens, Set.of(claims)));
        }
        return server;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
