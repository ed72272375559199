package dev.invitations.station.aws.fault;

import dev.invitations.station.web.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The faults that were asked for. Of those that fit, the one asked for first strikes; each strikes as often as it was
 * asked to. It belongs to one event loop.
 */
public final class Faults {
    /** Of those that wait for something to strike, and of those that have struck and are only shown, together. */
    private static final int CAPACITY = 100;

    private static final class Entry {
        private final Wish wish;
        private int struck;

        Entry(Wish wish) {
            this.wish = wish;
        }

        boolean isSpent() {
            return struck == wish.times();
        }

        JsonObject toJson(int id) {
            return new JsonObject()
                    .put("id", id)
                    .mergeIn(wish.toJson())
                    .put("struck", struck)
                    .put("left", wish.times() - struck);
        }
    }

    private final Map<Integer, Entry> entries = new LinkedHashMap<>();
    private int lastId;

    /**
     * Asks for one.
     *
     * @return how it was understood, with its id
     * @throws Problem that says what would be right
     */
    public JsonObject add(JsonObject wish) {
        var entry = new Entry(WishReader.read(wish));
        if (entries.size() == CAPACITY) {
            Integer spent = entries.entrySet().stream()
                    .filter(old -> old.getValue().isSpent())
                    .findFirst()
                    .orElseThrow(() -> Problem.badRequest(
                            CAPACITY + " faults wait for something to strike already: let them strike, or DELETE them"))
                    .getKey();
            entries.remove(spent);
        }
        entries.put(++lastId, entry);
        return entry.toJson(lastId);
    }

    /** The one that strikes now, if any. @param properties what {@link Target} chooses by, each */
    public Optional<Fault> strike(Target target, Map<String, String> properties) {
        return strike(target, properties, _ -> true);
    }

    /** @param canStrike where this one can't be struck by each fault */
    public Optional<Fault> strike(Target target, Map<String, String> properties, Predicate<Fault> canStrike) {
        if (entries.isEmpty()) {
            return Optional.empty();
        }
        Optional<Entry> found = entries.values().stream()
                .filter(entry -> !entry.isSpent()
                        && entry.wish.on() == target
                        && entry.wish.isMetBy(properties)
                        && canStrike.test(entry.wish.fault()))
                .findFirst();
        found.ifPresent(entry -> entry.struck++);
        return found.map(entry -> entry.wish.fault());
    }

    /** Forgets one; false where there is none with this id. What it has struck stays so. */
    public boolean remove(int id) {
        return entries.remove(id) != null;
    }

    public void clear() {
        entries.clear();
    }

    /** Those that are still to strike, and the last of those that have, in the order in which they were asked for. */
    public JsonArray toJson() {
        var json = new JsonArray();
        entries.forEach((id, entry) -> json.add(entry.toJson(id)));
        return json;
    }
}
