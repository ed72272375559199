package dev.invitations.bench.spring;

import dev.invitations.bench.contender.Contender;
import io.awspring.cloud.sqs.annotation.SqsListener;
import org.springframework.stereotype.Component;

/** A handler that may block. */
@Component
class Listener {
    private final Contender contender;

    Listener(Contender contender) {
        this.contender = contender;
    }

    @SqsListener("${bench.queue}")
    void handle(String event) throws InterruptedException {
        contender.handle(event);
    }
}
