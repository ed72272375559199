package dev.invitations.station;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;

/** A local station on free ports, and a client of it that follows no redirects. */
public final class RunningStation implements AutoCloseable {
    private final Ports ports = Ports.free();
    private final LocalStation station;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

    public RunningStation(Path directory) throws Exception {
        station = LocalStation.start(ports, directory);
    }

    public Ports ports() {
        return ports;
    }

    public URI url(String path) {
        return URI.create("http://localhost:" + ports.station() + path);
    }

    public HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(url(path)).timeout(Duration.ofSeconds(30));
    }

    public HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        client.close();
        station.close();
    }
}
