package dev.invitations.station.invite;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * What the API answers for one row of the list.
 *
 * @param line of the file, from 1
 * @param reason {@code ""} where the row was accepted
 */
record Row(int line, String email, Status status, String reason) {
    enum Status {
        ACCEPTED,
        REFUSED,
        /** Right as it is, but not taken at this moment. */
        RETRY
    }

    static Row of(JsonObject json) {
        return new Row(
                json.getInteger("line"),
                json.getString("email", ""),
                Status.valueOf(json.getString("status").toUpperCase(Locale.ROOT)),
                json.getString("reason", ""));
    }

    String inWords() {
        String what = status == Status.RETRY ? "not taken, to be sent again" : "refused";
        return "line %d: %s%s%s"
                .formatted(line, email.isEmpty() ? "" : email + " ", what, reason.isEmpty() ? "" : ": " + reason);
    }
}
