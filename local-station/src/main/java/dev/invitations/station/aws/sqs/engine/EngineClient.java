package dev.invitations.station.aws.sqs.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.http.AwsRequest;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
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
    private static final Set<String> HOP_BY_HOP = Set.of("connection", "content-length", "transfer-encoding", "expect");

    /** An answer of ElasticMQ. */
    public record Answer(int status, String contentType, Buffer body) {
        static Answer of(HttpClientResponse response, Buffer body) {
            return new Answer(response.statusCode(), response.getHeader("content-type"), body);
        }

        /** @throws UncheckedIOException where it is no JSON */
        public JsonNode json() {
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

    /** Hands a request on as it came, and drops it where its client goes away. */
    public Future<Answer> forward(AwsRequest request) {
        return open(receivers, request.http().method(), request.http().uri()).compose(forwarded -> {
            request.http().headers().forEach(header -> {
                if (!HOP_BY_HOP.contains(header.getKey().toLowerCase(Locale.ROOT))) {
                    forwarded.putHeader(header.getKey(), header.getValue());
                }
            });
            request.http().response().closeHandler(_ -> forwarded.reset());
            return answer(forwarded, request.body());
        });
    }

    /**
     * Runs an action.
     *
     * @param host as queue URLs in the answer shall have it
     */
    public Future<Answer> call(String action, JsonNode json, String host) {
        return open(calls, HttpMethod.POST, "/").compose(request -> {
            request.putHeader("content-type", "application/x-amz-json-1.0")
                    .putHeader("x-amz-target", "AmazonSQS." + action)
                    .putHeader("host", host);
            return answer(request, Buffer.buffer(json.toString()));
        });
    }

    public Future<Void> close() {
        return Future.all(receivers.close(), calls.close()).mapEmpty();
    }

    private Future<HttpClientRequest> open(HttpClient client, HttpMethod method, String uri) {
        return address.compose(engine -> client.request(new RequestOptions()
                .setMethod(method)
                .setHost(engine.getAddress().getHostAddress())
                .setPort(engine.getPort())
                .setURI(uri)
                .setTimeout(TIMEOUT_MILLIS)));
    }

    private static Future<Answer> answer(HttpClientRequest request, Buffer body) {
        return request.send(body).compose(response -> response.body().map(content -> Answer.of(response, content)));
    }
}
