package dev.invitations.bench.sqs;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.function.Consumer;

/** A call about a {@link StubQueue}. */
record StubCall(StubQueue queue, JsonObject request, HttpServerResponse response) {

    void run(String action, String queueUrl) {
        switch (action) {
            case "ReceiveMessage" -> receive();
            case "DeleteMessage" -> one(this::delete);
            case "DeleteMessageBatch" -> each(this::delete);
            case "ChangeMessageVisibility" -> one(this::hide);
            case "ChangeMessageVisibilityBatch" -> each(this::hide);
            case "GetQueueUrl" -> answer(new JsonObject().put("QueueUrl", queueUrl));
            // Nobody may look at a queue that isn't one.
            default -> refuse(action);
        }
    }

    private void receive() {
        queue.countCall();
        ReceivedJson json = ReceivedJson.asked(request);
        queue.receive(
                request.getInteger("MaxNumberOfMessages", 1),
                Duration.ofSeconds(request.getInteger("WaitTimeSeconds", 0)),
                messages -> response.end(json.of(messages)));
    }

    private void delete(JsonObject entry) {
        queue.delete(StubMessage.number(entry.getString("ReceiptHandle")));
    }

    private void hide(JsonObject entry) {
        queue.hide(
                StubMessage.number(entry.getString("ReceiptHandle")),
                Duration.ofSeconds(entry.getInteger("VisibilityTimeout")));
    }

    private void one(Consumer<JsonObject> change) {
        queue.countCall();
        change.accept(request);
        answer(new JsonObject());
    }

    private void each(Consumer<JsonObject> change) {
        queue.countCall();
        JsonArray successful = new JsonArray();
        request.getJsonArray("Entries").stream().map(JsonObject.class::cast).forEach(entry -> {
            change.accept(entry);
            successful.add(new JsonObject().put("Id", entry.getString("Id")));
        });
        answer(new JsonObject().put("Successful", successful).put("Failed", new JsonArray()));
    }

    private void answer(JsonObject answer) {
        response.end(answer.toBuffer());
    }

    private void refuse(String action) {
        response.setStatusCode(403)
                .end(new JsonObject()
                        .put("__type", "com.amazonaws.sqs#AccessDeniedException")
                        .put("message", "The stub takes no " + action)
                        .toBuffer());
    }
}
