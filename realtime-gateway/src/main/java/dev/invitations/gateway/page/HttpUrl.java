package dev.invitations.gateway.page;

import java.net.URI;
import java.net.URISyntaxException;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads an absolute http or https URL, without a trailing slash, so that paths can be appended. */
public final class HttpUrl implements Converter<URI> {
    private static final long serialVersionUID = 1;

    @Override
    public URI convert(String written) {
        // In a list there may be a space after each comma.
        String value = written.strip();
        try {
            URI url = new URI(value.replaceAll("/+$", ""));
            boolean web = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
            if (web && url.getHost() != null && url.getRawQuery() == null && url.getRawFragment() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            // The sentence below says it better.
        }
        throw new IllegalArgumentException(
                "\"" + value + "\" is refused: expected an http or https URL such as https://api.example.com");
    }
}
