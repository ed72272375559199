package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.sqs.Shape.ListOf;
import dev.invitations.station.aws.sqs.Shape.Member;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a request may say, whatever queue it is about: how large its numbers may be and of what a batch consists. The
 * sentences are AWS's.
 */
final class RequestRules {
    private static final int MOST_ENTRIES = 10;

    private record Bounds(int least, int most, String reason) {
        boolean allow(long number) {
            return number >= least && number <= most;
        }
    }

    private static final Map<String, Bounds> BOUNDS = Map.of(
            "MaxNumberOfMessages", new Bounds(1, 10, "Must be between 1 and 10, if provided."),
            "WaitTimeSeconds", new Bounds(0, 20, "Must be >= 0 and <= 20, if provided."),
            "DelaySeconds", new Bounds(0, 900, "DelaySeconds must be >= 0 and <= 900."),
            "VisibilityTimeout", new Bounds(0, 43_200, "Must be between 0 and 43200."),
            "MaxResults", new Bounds(1, 1_000, "Must be between 1 and 1000."));

    private RequestRules() {}

    /** @throws SqsError where a number of the request is out of its bounds, or its batch is none */
    static void check(SqsAction action, JsonNode request) {
        for (Member member : action.request().members()) {
            Bounds bounds = BOUNDS.get(member.name());
            JsonNode number = request.path(member.name());
            if (bounds != null && number.isNumber() && !bounds.allow(number.longValue())) {
                throw SqsError.invalidParameter(number.asText(), member.name(), bounds.reason());
            }
            if (member.name().equals("Entries") && member.shape() instanceof ListOf) {
                checkBatch(request.path("Entries"));
            }
        }
    }

    private static void checkBatch(JsonNode entries) {
        if (entries.size() > MOST_ENTRIES) {
            throw new SqsError(
                    "TooManyEntriesInBatchRequest",
                    "Maximum number of entries per request are " + MOST_ENTRIES + ". You have sent " + entries.size()
                            + ".");
        }
        List<String> ids =
                entries.valueStream().map(entry -> entry.path("Id").asText()).toList();
        Set<String> distinct = new HashSet<>();
        for (String id : ids) {
            if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
                throw new SqsError(
                        "InvalidBatchEntryId",
                        "A batch entry id can only contain alphanumeric characters, hyphens and underscores."
                                + " It can be at most 80 letters long.");
            }
            if (!distinct.add(id)) {
                throw new SqsError("BatchEntryIdsNotDistinct", "Id " + id + " repeated.");
            }
        }
    }
}
