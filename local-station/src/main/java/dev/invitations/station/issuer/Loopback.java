package dev.invitations.station.issuer;

import dev.invitations.station.web.Problem;
import java.net.URI;
import java.util.Set;

/** The issuer signs in everyone who says a name, so it hands codes and tokens to pages of this machine only. */
final class Loopback {
    private static final Set<String> HOSTS = Set.of("localhost", "127.0.0.1", "[::1]");

    private Loopback() {}

    static boolean is(String url) {
        try {
            URI uri = new URI(url);
            return uri.getHost() != null && HOSTS.contains(uri.getHost());
        } catch (java.net.URISyntaxException e) {
            return false;
        }
    }

    static void require(String parameter, String url) {
        if (!is(url)) {
            throw Problem.badRequest(parameter + " \"" + url
                    + "\" is refused: the local issuer serves pages of this machine only (http://localhost:PORT/...)");
        }
    }
}
