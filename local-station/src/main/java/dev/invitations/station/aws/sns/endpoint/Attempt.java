package dev.invitations.station.aws.sns.endpoint;

import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * One attempt to deliver a message. Where the URL names a user, the endpoint is sent the password once it asks for it.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html">Endpoints</a>
 */
final class Attempt {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final HttpClient client;
    private final EndpointMessage message;
    private final StationClock.Timer patience;
    private final Promise<Integer> status = Promise.promise();
    private Optional<String> credentials = Optional.empty();
    private HttpClientRequest request;

    private Attempt(HttpClient client, EndpointMessage message, StationClock clock) {
        this.client = client;
        this.message = message;
        this.patience = clock.schedule(PATIENCE, this::giveUp);
    }

    /** The status that the endpoint answers; fails where it doesn't, with what follows the endpoint in a sentence. */
    static Future<Integer> of(EndpointMessage message, HttpClient client, StationClock clock) {
        var attempt = new Attempt(client, message, clock);
        try {
            attempt.credentials = credentials(message.url());
            attempt.send(Optional.empty());
        } catch (RuntimeException e) {
            // The URL is none that can be called.
            attempt.fail(e);
        }
        return attempt.status.future();
    }

    private void send(Optional<String> authorization) {
        var options = new RequestOptions().setMethod(HttpMethod.POST).setAbsoluteURI(message.url());
        message.headers().forEach(options::putHeader);
        authorization.ifPresent(credentials -> options.putHeader("authorization", credentials));
        client.request(options)
                .compose(opened -> {
                    request = opened;
                    if (status.future().isComplete()) {
                        opened.reset();
                    }
                    return opened.send(Buffer.buffer(message.bytes()));
                })
                .onSuccess(response -> answered(response, authorization.isPresent()))
                .onFailure(this::fail);
    }

    private void answered(HttpClientResponse response, boolean authorized) {
        if (response.statusCode() == 401 && credentials.isPresent() && !authorized && asksForPassword(response)) {
            response.end().onSuccess(_ -> send(credentials)).onFailure(this::fail);
            return;
        }
        status.tryComplete(response.statusCode());
        // What it says besides is of no interest, but a connection on which it never ends can't be used again.
        response.end().onComplete(_ -> patience.cancel());
    }

    private static boolean asksForPassword(HttpClientResponse response) {
        return response.headers().getAll("www-authenticate").stream()
                .anyMatch(challenge -> challenge.toLowerCase(Locale.ROOT).startsWith("basic"));
    }

    private static Optional<String> credentials(String url) {
        return Optional.ofNullable(URI.create(url).getUserInfo())
                .map(user -> user.contains(":") ? user : user + ":")
                .map(user -> "Basic " + Base64.getEncoder().encodeToString(user.getBytes(StandardCharsets.UTF_8)));
    }

    private void fail(Throwable cause) {
        patience.cancel();
        status.tryFail("was not reached (" + cause.getMessage() + ")");
    }

    private void giveUp() {
        status.tryFail("did not answer in " + PATIENCE.toSeconds() + " s");
        if (request != null) {
            request.reset();
        }
    }
}
