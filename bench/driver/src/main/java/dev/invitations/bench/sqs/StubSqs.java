package dev.invitations.bench.sqs;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * SQS's JSON protocol for who receives and deletes. A queue is there as soon as somebody names it. Of SNS it says that
 * nobody may look.
 */
public final class StubSqs implements QueueServer {
    private static final String TARGET = "AmazonSQS.";
    private static final String ACCOUNT = "000000000000";

    private final Front front;
    private final Map<String, StubQueue> queues = new HashMap<>();

    /** Lives on the event loop of what it is to be shown by. */
    public StubSqs(Front front) {
        this.front = front;
    }

    @Override
    public String title() {
        return "the stub";
    }

    @Override
    public void answer(HttpServerRequest http, Buffer body) {
        HttpServerResponse response = http.response();
        String target = http.getHeader("X-Amz-Target");
        if (target == null || !target.startsWith(TARGET)) {
            response.setStatusCode(403)
                    .end("<ErrorResponse><Error><Type>Sender</Type><Code>AuthorizationError</Code>"
                            + "<Message>This is only a queue</Message></Error></ErrorResponse>");
            return;
        }
        response.putHeader("Content-Type", "application/x-amz-json-1.0");
        JsonObject request = body.toJsonObject();
        String name = queue(request);
        new StubCall(queue(name), request, response)
                .run(
                        target.substring(TARGET.length()),
                        "http://%s/%s/%s".formatted(http.getHeader("Host"), ACCOUNT, name));
    }

    private static String queue(JsonObject request) {
        String url = request.getString("QueueUrl");
        return url == null ? request.getString("QueueName") : url.substring(url.lastIndexOf('/') + 1);
    }

    private StubQueue queue(String name) {
        return queues.computeIfAbsent(name, _ -> new StubQueue(front.vertx()));
    }

    @Override
    public void add(String queue, int messages) {
        change(queue, stub -> stub.add(messages));
    }

    @Override
    public void send(String queue, int perSecond, boolean withSlow) {
        change(queue, stub -> stub.send(perSecond, withSlow));
    }

    @Override
    public void stop(String queue) {
        change(queue, StubQueue::stop);
    }

    private void change(String queue, Consumer<StubQueue> change) {
        front.call(() -> {
            change.accept(queue(queue));
            return null;
        });
    }

    @Override
    public int remaining(String queue) {
        return front.call(() -> queue(queue).remaining());
    }

    @Override
    public int calls(String queue) {
        return front.call(() -> queue(queue).calls());
    }

    /** Who polls is answered that there is nothing. */
    @Override
    public void close() {
        front.call(() -> {
            queues.values().forEach(StubQueue::close);
            return null;
        });
    }
}
