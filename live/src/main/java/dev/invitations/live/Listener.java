package dev.invitations.live;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Takes one receiver from the stream's past to the live channel without a gap or a duplicate: it reads the stream to
 * its end and, where anything was heard meanwhile, reads on; only then are heard entries passed on directly. Used on
 * one event loop only.
 */
final class Listener {
    private final TeamStream stream;
    private final TeamKeys keys;
    private final Consumer<LiveEntry> receiver;
    private final Consumer<Runnable> later;
    private Optional<EntryId> last;
    private boolean live;
    private boolean reading;
    private boolean heardWhileReading;
    private boolean closed;

    /**
     * @param later runs something on the same event loop after a while
     */
    Listener(
            TeamStream stream,
            TeamKeys keys,
            Optional<EntryId> since,
            Consumer<LiveEntry> receiver,
            Consumer<Runnable> later) {
        this.stream = stream;
        this.keys = keys;
        this.last = since;
        this.receiver = receiver;
        this.later = later;
    }

    /** Reads the stream (again) from the last entry passed on: the channel is heard from now on. */
    void catchUp() {
        live = false;
        if (reading) {
            heardWhileReading = true;
        } else {
            read();
        }
    }

    void received(LiveEntry entry) {
        if (live) {
            pass(entry);
        } else {
            heardWhileReading = true;
        }
    }

    void close() {
        closed = true;
    }

    private void read() {
        reading = true;
        heardWhileReading = false;
        start().compose(from -> stream.after(keys, from))
                .onSuccess(this::passPage)
                .onFailure(failure -> {
                    // A Redis that has just come back may still refuse, or a pooled connection be one to its
                    // predecessor.
                    if (!closed) {
                        later.accept(this::read);
                    }
                });
    }

    private void passPage(List<LiveEntry> page) {
        page.forEach(this::pass);
        if (closed) {
            return;
        }
        if (heardWhileReading || page.size() == TeamStream.PAGE) {
            read();
        } else {
            reading = false;
            live = true;
        }
    }

    /** Where to read from: a receiver without a past begins at the end that the stream has now. */
    private Future<EntryId> start() {
        return last.map(Future::succeededFuture)
                .orElseGet(() -> stream.end(keys).onSuccess(end -> last = Optional.of(end)));
    }

    private void pass(LiveEntry entry) {
        EntryId id = EntryId.parse(entry.id());
        if (!closed && last.map(seen -> id.compareTo(seen) > 0).orElse(true)) {
            last = Optional.of(id);
            receiver.accept(entry);
        }
    }
}
