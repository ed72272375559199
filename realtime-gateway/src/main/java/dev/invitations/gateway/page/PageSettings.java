package dev.invitations.gateway.page;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** What the page has to know of the other services, as a browser reaches them. */
@ConfigMapping(prefix = "invitations.page")
interface PageSettings {

    /** The invitation-api. */
    @WithDefault("http://localhost:8080")
    @WithConverter(HttpUrl.class)
    URI api();

    /** The analytics-worker, which answers for a team's numbers. */
    @WithDefault("http://localhost:8083")
    @WithConverter(HttpUrl.class)
    URI statistics();

    /** The OpenID Connect issuer that people sign in at. */
    @WithDefault("http://localhost:8090/issuer")
    @WithConverter(HttpUrl.class)
    URI issuer();

    /**
     * Where the issuer keeps what the page asks for by itself, its token endpoint above all, if that is not the origin
     * of {@link #issuer()}: Google's is {@code https://oauth2.googleapis.com}, and Cognito's the domain of its pool.
     */
    Optional<List<@WithConverter(HttpUrl.class) URI>> issuerEndpoints();

    /** The page's client id at the issuer; a public client, with no secret. */
    @WithDefault("invitation-station")
    String clientId();
}
