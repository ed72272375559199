package dev.invitations.messaging.sqs;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import software.amazon.awssdk.services.sqs.model.Message;

/** A receive that is under way. */
final class Poll {
    private final ModelQueue by;
    private final int most;
    private final CompletableFuture<List<Message>> messages = new CompletableFuture<>();

    Poll(ModelQueue by, int most) {
        this.by = by;
        this.most = most;
    }

    ModelQueue by() {
        return by;
    }

    int most() {
        return most;
    }

    void end(List<Message> received) {
        messages.complete(received);
    }

    boolean hasEnded() {
        return messages.isDone();
    }

    List<Message> await() throws InterruptedException {
        try {
            return messages.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }
}
