package dev.invitations.system;

import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.URI;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A list whose rows are sent when the test says so; the client shows its answers only when all are sent. */
final class SlowUpload implements AutoCloseable {
    private final PipedOutputStream rows = new PipedOutputStream();
    private final CompletableFuture<HttpResponse<String>> answer;

    SlowUpload(URI uri, String token) throws IOException {
        PipedInputStream body = new PipedInputStream(rows);
        answer = Http.CLIENT.sendAsync(
                Http.request(uri, token)
                        .version(Version.HTTP_1_1)
                        .header("Content-Type", "text/csv")
                        .POST(BodyPublishers.ofInputStream(() -> body))
                        .build(),
                BodyHandlers.ofString());
    }

    void send(List<String> lines) throws IOException {
        rows.write((String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8));
        rows.flush();
    }

    /** Ends the list and returns the answer, once it is complete. */
    HttpResponse<String> end() throws Exception {
        rows.close();
        return answer.get(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
