package dev.invitations.messaging.sqs;

import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.services.sqs.model.Message;

/** A queue with its calls counted: they are what SQS costs. */
record CountedQueue(Queue queue, Counter receives, Counter deletes, Counter hides, Counter sends) implements Queue {
    @Override
    public void look() {
        queue.look();
    }

    @Override
    public List<Message> receive(int most, Duration wait) {
        receives.increment();
        return queue.receive(most, wait);
    }

    @Override
    public List<Refusal> delete(List<String> receiptHandles) {
        deletes.increment();
        return queue.delete(receiptHandles);
    }

    @Override
    public List<Refusal> hide(List<Hiding> hidings) {
        hides.increment();
        return queue.hide(hidings);
    }

    @Override
    public void send(Letter letter) {
        sends.increment();
        queue.send(letter);
    }

    @Override
    public void forget() {
        queue.forget();
    }
}
