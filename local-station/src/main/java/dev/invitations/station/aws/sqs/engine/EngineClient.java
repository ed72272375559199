package dev.invitations.station.aws.sqs.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.Set;

/** Talks to ElasticMQ, over connections that stay open. */
public final class EngineClient {
    /** A long poll takes up to 20 seconds. */
    private static final int TIMEOUT_MILLIS = 40_000;
    /** Each waiting receiver holds a connection. */
    private static final int MAX_RECEIVERS = 2_000;
    /** Apart from the receivers', so that they cannot keep messages from coming in. */
    private static final int MAX_CALLS = 16;

    private static final JsonMapper JSON = new JsonMapper();
    private static final Set<String> OWN_HEADERS =
            Set.of("connection", "content-length", "content-type", "expect", "transfer-encoding", "x-amz-target");

    /** An answer of ElasticMQ. */
    public record Answer(int status, Buffer body) {
        static Answer of(HttpClientResponse response, Buffer body) {
            return new Answer(response.statusCode(), body);
        }

        /** @throws UncheckedIOException where it is no JSON */
        public JsonNode json() {
            if (body.length() == 0) {
                return JSON.createObjectNode();
            }
            try {
                return JSON.readTree(body.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Future<InetSocketAddress> address;
    private final HttpClient receivers;
    private final HttpClient calls;

    /** @param address known once ElasticMQ has started; requests wait for it */
    public EngineClient(Vertx vertx, Future<InetSocketAddress> address) {
        this.address = address;
        this.receivers = client(vertx, MAX_RECEIVERS);
        this.calls = client(vertx, MAX_CALLS);
    }

    private static HttpClient client(Vertx vertx, int connections) {
        return vertx.createHttpClient(new HttpClientOptions(), new PoolOptions().setHttp1MaxSize(connections));
    }

    /**
     * Runs an action for a client, and drops it where the client goes away.
     *
     * @param origin for its headers, such as that of a trace
     */
    public Future<Answer> run(String action, JsonNode json, HttpServerRequest origin) {
        return open(receivers).compose(request -> {
            origin.headers().forEach(header -> {
                if (!OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                    request.putHeader(header.getKey(), header.getValue());
                }
            });
            origin.response().closeHandler(_ -> request.reset());
            return answer(request, action, json);
        });
    }

    /**
     * Runs an action.
     *
     * @param host as queue URLs in the answer shall have it
     */
    public Future<Answer> call(String action, JsonNode json, String host) {
        return open(calls).compose(request -> answer(request.putHeader("host", host), action, json));
    }

    public Future<Void> close() {
        return Future.all(receivers.close(), calls.close()).mapEmpty();
    }

    private Future<HttpClientRequest> open(HttpClient client) {
        return address.compose(engine -> client.request(new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setHost(engine.getAddress().getHostAddress())
                .setPort(engine.getPort())
                .setURI("/")
                .setTimeout(TIMEOUT_MILLIS)));
    }

    private static Future<Answer> answer(HttpClientRequest request, String action, JsonNode json) {
        return request.putHeader("content-type", "application/x-amz-json-1.0")
                .putHeader("x-amz-target", "AmazonSQS." + action)
                .send(Buffer.buffer(json.toString()))
                .compose(response -> response.body().map(content -> Answer.of(response, content)));
    }
}
