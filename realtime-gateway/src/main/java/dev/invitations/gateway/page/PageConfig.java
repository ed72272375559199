package dev.invitations.gateway.page;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code /config.json}: the {@link PageSettings}, for the page. */
@Path("/config.json")
class PageConfig {
    private final Document document;

    PageConfig(PageSettings settings) {
        document = new Document(
                settings.api().toString(),
                settings.statistics().toString(),
                settings.issuer().toString(),
                settings.clientId());
    }

    @GET
    public Document get() {
        return document;
    }

    record Document(String api, String statistics, String issuer, String clientId) {}
}
