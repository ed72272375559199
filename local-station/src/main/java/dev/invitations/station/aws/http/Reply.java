package dev.invitations.station.aws.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;

/** What the local AWS answers. */
public record Reply(int status, String contentType, Map<String, String> headers, Buffer body) {

    public static Reply xml(int status, String document) {
        return new Reply(status, "text/xml", Map.of(), Buffer.buffer(document));
    }

    /** In the protocol of SQS, AWS JSON 1.0. */
    public static Reply awsJson(int status, JsonNode json) {
        return new Reply(status, "application/x-amz-json-1.0", Map.of(), Buffer.buffer(json.toString()));
    }

    public static Reply json(JsonNode json) {
        return new Reply(200, "application/json", Map.of(), Buffer.buffer(json.toPrettyString()));
    }

    public Reply withHeader(String name, String value) {
        return new Reply(status, contentType, Map.of(name, value), body);
    }

    /** @param requestId the same that the body tells, where it tells one */
    public Future<Void> writeTo(HttpServerResponse response, String requestId) {
        if (response.ended() || response.closed()) {
            return Future.succeededFuture();
        }
        response.setStatusCode(status).putHeader("content-type", contentType).putHeader("x-amzn-requestid", requestId);
        headers.forEach(response::putHeader);
        return response.end(body);
    }
}
