package dev.invitations.contract;

import static dev.invitations.contract.UndecodableEvent.Problem.UNKNOWN_EVENT_TYPE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.UUID;

/**
 * What a team's open pages are told, over Redis and then over WebSockets. Any service may announce it, and more than
 * one does: updates of the same id are the same update.
 */
public sealed interface LiveUpdate permits InvitationUpdate, StatisticsUpdate {

    /** Equal for the same update, whoever announces it. */
    UUID id();

    /** The team it is for, a {@link TeamName}. */
    String team();

    /** When what it tells of happened. */
    Instant time();

    /**
     * Reads an update. Unknown fields are ignored.
     *
     * @throws UndecodableEvent says which field is missing, wrong or unknown, and what would be right
     */
    static LiveUpdate parse(String json) {
        JsonFields fields = JsonFields.parse(json);
        String type = fields.text("type");
        return switch (type) {
            case InvitationUpdate.TYPE -> InvitationUpdate.read(fields);
            case StatisticsUpdate.TYPE -> StatisticsUpdate.read(fields);
            default ->
                throw new UndecodableEvent(
                        UNKNOWN_EVENT_TYPE,
                        "type: \"" + type + "\" is unknown; known are [" + InvitationUpdate.TYPE + ", "
                                + StatisticsUpdate.TYPE + "]");
        };
    }

    /** The update as JSON: {@code type}, {@code id}, {@code team}, {@code time} and what its type adds. */
    default String toJson() {
        String type =
                switch (this) {
                    case InvitationUpdate invitation -> InvitationUpdate.TYPE;
                    case StatisticsUpdate statistics -> StatisticsUpdate.TYPE;
                };
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("type", type)
                .put("id", id().toString())
                .put("team", team())
                .put("time", time().toString());
        switch (this) {
            case InvitationUpdate invitation -> invitation.write(json);
            case StatisticsUpdate statistics -> statistics.write(json);
        }
        return json.toString();
    }
}
