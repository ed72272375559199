package dev.invitations.station.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A request to a process of this machine. {@code HttpURLConnection} is enough for that, and costs a command that lives
 * for a second none of the time that {@code HttpClient} takes to prepare for TLS and HTTP/2.
 */
public final class LocalHttp {
    private LocalHttp() {}

    /** What came back; {@code body} is empty where there was none. */
    public record Answer(int status, String body) {}

    public static Answer get(URI url, Duration patience) throws IOException {
        return answer(connection(url, patience));
    }

    public static Answer postJson(URI url, String body, Duration patience) throws IOException {
        HttpURLConnection connection = connection(url, patience);
        connection.setRequestMethod("POST");
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
            out.write(body.getBytes(StandardCharsets.UTF_8));
        }
        return answer(connection);
    }

    private static HttpURLConnection connection(URI url, Duration patience) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) url.toURL().openConnection();
        connection.setConnectTimeout((int) patience.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setInstanceFollowRedirects(false);
        return connection;
    }

    private static Answer answer(HttpURLConnection connection) throws IOException {
        int status = connection.getResponseCode();
        try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(status, body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
