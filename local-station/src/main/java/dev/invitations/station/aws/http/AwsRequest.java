package dev.invitations.station.aws.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A request to AWS, of either protocol.
 *
 * @param id what AWS would log it under; every answer tells it
 * @param http for its headers and to learn that the client has gone; its body has been read
 * @param parameters of the Query protocol; empty where the request is AWS JSON
 */
public record AwsRequest(String id, HttpServerRequest http, Buffer body, QueryParameters parameters, Caller caller) {

    /** @throws MalformedQuery where the parameters can't be decoded */
    public static AwsRequest of(String id, HttpServerRequest http, Buffer body) {
        QueryParameters parameters = isJson(http)
                ? QueryParameters.parse()
                : QueryParameters.parse(http.query(), body.toString(StandardCharsets.ISO_8859_1));
        String credential = http.getHeader("authorization");
        return new AwsRequest(
                id,
                http,
                body,
                parameters,
                Caller.of(
                        credential != null
                                ? credential
                                : parameters.text("X-Amz-Credential").orElse(null)));
    }

    /** {@code AmazonSQS.SendMessage}, say, where the request is AWS JSON. */
    public Optional<String> target() {
        return target(http);
    }

    private static Optional<String> target(HttpServerRequest http) {
        return Optional.ofNullable(http.getHeader("x-amz-target"));
    }

    /** Whether it is AWS JSON, as opposed to Query. */
    public boolean isJson() {
        return isJson(http);
    }

    private static boolean isJson(HttpServerRequest http) {
        String contentType = http.getHeader("content-type");
        return target(http).isPresent() || contentType != null && contentType.startsWith("application/x-amz-json");
    }

    /** The action of a Query request. */
    public Optional<String> action() {
        return parameters.text("Action");
    }

    /** The action, such as {@code SendMessage}, whichever the protocol. */
    public Optional<String> actionOfEitherProtocol() {
        return target().map(target -> target.substring(target.indexOf('.') + 1)).or(this::action);
    }
}
