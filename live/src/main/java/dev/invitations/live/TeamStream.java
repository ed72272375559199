package dev.invitations.live;

import io.vertx.core.Future;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads what the {@link Announcer} wrote into the streams of the teams. */
record TeamStream(Redis redis) {
    /** The most entries that one read returns; a full page means that there may be more. */
    static final int PAGE = 500;

    /** The entries after {@code from}, oldest first, {@link #PAGE} at most. */
    Future<List<LiveEntry>> after(TeamKeys keys, EntryId from) {
        Request range = Request.cmd(Command.XRANGE)
                .arg(keys.stream())
                .arg("(" + from)
                .arg("+")
                .arg("COUNT")
                .arg(PAGE);
        return redis.send(range).map(TeamStream::entries);
    }

    /** The id of the newest entry, or {@link EntryId#START} where there is none. */
    Future<EntryId> end(TeamKeys keys) {
        Request newest = Request.cmd(Command.XREVRANGE)
                .arg(keys.stream())
                .arg("+")
                .arg("-")
                .arg("COUNT")
                .arg(1);
        return redis.send(newest).map(answer -> entries(answer).stream()
                .map(entry -> EntryId.parse(entry.id()))
                .findFirst()
                .orElse(EntryId.START));
    }

    /** An entry is its id and a flat list of names and values; ours has the one name {@code update}. */
    private static List<LiveEntry> entries(Response answer) {
        return StreamSupport.stream(answer.spliterator(), false)
                .map(entry -> new LiveEntry(
                        entry.get(0).toString(), entry.get(1).get(1).toString()))
                .toList();
    }
}
