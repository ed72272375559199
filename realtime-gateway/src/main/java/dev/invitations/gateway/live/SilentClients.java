package dev.invitations.gateway.live;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Cuts off clients that are gone without saying so, or that stopped reading: they answer no ping. Without this their
 * connections, and what waits in them, would stay for as long as TCP tries.
 */
@Singleton
class SilentClients implements HttpServerOptionsCustomizer {
    private final LiveSettings settings;

    SilentClients(LiveSettings settings) {
        this.settings = settings;
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setReadIdleTimeout((int) options.getIdleTimeoutUnit().convert(settings.clientSilence()));
    }

    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        customizeHttpServer(options);
    }
}
