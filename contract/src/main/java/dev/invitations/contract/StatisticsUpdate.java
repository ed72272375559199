package dev.invitations.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * A team's totals after one more event was counted. Two workers may announce in another order than they counted: the
 * update with the larger {@link #counted()} is the newer one.
 *
 * @param invited invitations sent, ever
 * @param emailed e-mails that the mail server took
 * @param undeliverable addresses that the mail server refused for good
 * @param accepted people who joined
 */
public record StatisticsUpdate(
        UUID id, String team, Instant time, long invited, long emailed, long undeliverable, long accepted)
        implements LiveUpdate {

    static final String TYPE = "statistics";

    /** How many events these totals are made of. */
    public long counted() {
        return invited + emailed + undeliverable + accepted;
    }

    /** The totals as they were once {@code event} was counted. */
    public static StatisticsUpdate after(
            InvitationEvent event, long invited, long emailed, long undeliverable, long accepted) {
        return new StatisticsUpdate(
                EventIds.derived(event.id(), TYPE),
                event.team(),
                event.time(),
                invited,
                emailed,
                undeliverable,
                accepted);
    }

    static StatisticsUpdate read(JsonFields fields) {
        return new StatisticsUpdate(
                fields.uuid("id"),
                fields.team("team"),
                fields.time("time"),
                fields.count("invited"),
                fields.count("emailed"),
                fields.count("undeliverable"),
                fields.count("accepted"));
    }

    void write(ObjectNode json) {
        json.put("invited", invited);
        json.put("emailed", emailed);
        json.put("undeliverable", undeliverable);
        json.put("accepted", accepted);
    }
}
