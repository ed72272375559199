package dev.invitations.api.list;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.invitations.api.input.Texts;
import dev.invitations.contract.UserInvited;
import dev.invitations.messaging.PublishFailed;
import java.util.UUID;

/**
 * What became of one row: a line of the answer.
 *
 * @param line the line of the upload that the row begins on; the first line is 1
 * @param email the address, as it was understood where it is accepted and as it was sent where it is not
 * @param status accepted, refused (sending it again can't help) or retry (sending it again is right)
 * @param id the invitation's id, only where it is accepted
 * @param reason for people, only where it is not accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RowAnswer(long line, String email, String status, UUID id, String reason) {

    static RowAnswer accepted(long line, UserInvited event) {
        return new RowAnswer(line, event.email(), "accepted", event.id(), null);
    }

    static RowAnswer refused(Row row, String reason) {
        return new RowAnswer(row.line(), row.email().map(Texts::shown).orElse(null), "refused", null, reason);
    }

    /** What became of a row whose event the topic did not take. */
    static RowAnswer notTaken(long line, UserInvited event, PublishFailed.Kind kind) {
        return kind == PublishFailed.Kind.REFUSED
                ? new RowAnswer(line, event.email(), "refused", null, "it can't be passed on")
                : retry(line, event);
    }

    private static RowAnswer retry(long line, UserInvited event) {
        return new RowAnswer(
                line,
                event.email(),
                "retry",
                null,
                "it could not be passed on just now; send the row again, best under the same Idempotency-Key");
    }

    /** From that line on, nothing was read. */
    static RowAnswer stopped(long line, String reason) {
        return new RowAnswer(line, null, "refused", null, reason);
    }
}
