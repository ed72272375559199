package dev.invitations.station.aws.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What is wrong with the fields of an answer, by the service model; each complaint says where. */
abstract class Fields {
    final ServiceModel model;
    final List<String> complaints = new ArrayList<>();

    Fields(ServiceModel model) {
        this.model = model;
    }

    void require(boolean isRight, String where, String complaint) {
        if (!isRight) {
            complaints.add(where + " " + complaint);
        }
    }

    /** AWS's recorded answers leave out the empty list of a batch's failures, although the model requires it. */
    void requireMembers(JsonNode structure, List<String> present, String where) {
        for (JsonNode required : structure.path("required")) {
            String name = required.asText();
            boolean isList = model.shape(
                            structure.at("/members/" + name + "/shape").asText())
                    .path("type")
                    .asText()
                    .equals("list");
            require(isList || present.contains(name), where, "lacks " + name);
        }
    }

    void requireEnum(JsonNode shape, String value, String where) {
        if (shape.has("enum")) {
            require(
                    shape.path("enum").valueStream().anyMatch(known -> known.asText()
                            .equals(value)),
                    where,
                    "is " + value + ", not one of " + shape.path("enum"));
        }
    }

    void requireText(JsonNode shape, String text, String where) {
        String type = shape.path("type").asText();
        require(
                switch (type) {
                    case "string" -> true;
                    case "boolean" -> text.matches("true|false");
                    case "integer", "long" -> text.matches("-?\\d+");
                    case "timestamp" -> isRight(() -> Instant.parse(text).isAfter(Instant.EPOCH));
                    case "blob" -> isRight(() -> Base64.getDecoder().decode(text).length >= 0);
                    default -> false;
                },
                where,
                "is " + text + ", not " + type);
        requireEnum(shape, text, where);
    }

    private static boolean isRight(BooleanSupplier parse) {
        try {
            return parse.getAsBoolean();
        } catch (DateTimeException | IllegalArgumentException _) {
            return false;
        }
    }
}
