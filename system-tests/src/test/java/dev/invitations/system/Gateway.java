package dev.invitations.system;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A further pod of the realtime gateway beside the one of the station. */
record Gateway(ServiceProcess service) implements AutoCloseable {

    static Gateway start(Station station) throws IOException {
        ServiceProcess service = ServiceProcess.start(
                "realtime-gateway",
                Map.of(
                        "QUARKUS_REDIS_HOSTS",
                        "redis://localhost:" + station.port("redis"),
                        "QUARKUS_OIDC_AUTH_SERVER_URL",
                        station.station("/issuer").toString()));
        await().atMost(60, TimeUnit.SECONDS)
                .ignoreExceptions()
                .until(() -> Http.get(service.uri("/q/health/ready")).statusCode() == 200);
        return new Gateway(service);
    }

    URI live(String team) {
        return service.uri("/teams/" + team + "/live?since=0-0");
    }

    void kill() {
        service.kill();
    }

    @Override
    public void close() {
        kill();
    }
}
