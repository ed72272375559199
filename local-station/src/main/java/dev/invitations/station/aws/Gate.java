package dev.invitations.station.aws;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/** Lets calls in; and none while something is done for which there must be none. It belongs to one event loop. */
final class Gate {
    private int inside;
    private Promise<Void> empty = Promise.promise();
    private Future<Void> open = Future.succeededFuture();

    /** Completes once calls may come in; at once, as a rule. */
    Future<Void> open() {
        return open;
    }

    /** Tells that a call is being carried out, which who closes the gate shall wait for. */
    <T> Future<T> inside(Future<T> call) {
        inside++;
        return call.onComplete(_ -> {
            if (--inside == 0) {
                empty.tryComplete();
            }
        });
    }

    /** Does something once all calls that are inside are through, while others wait. */
    Future<Void> closeFor(Supplier<Future<Void>> work) {
        Future<Void> before = open;
        Promise<Void> opened = Promise.promise();
        open = opened.future();
        return before.compose(_ -> whenEmpty()).compose(_ -> work.get()).onComplete(_ -> opened.complete());
    }

    private Future<Void> whenEmpty() {
        empty = Promise.promise();
        if (inside == 0) {
            empty.complete();
        }
        return empty.future();
    }
}
