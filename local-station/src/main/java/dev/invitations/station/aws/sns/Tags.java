package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the tags of a request. */
final class Tags {
    private Tags() {}

    static Map<String, String> of(QueryParameters parameters) {
        Map<String, String> tags = new LinkedHashMap<>();
        int index = 0;
        for (QueryParameters tag : parameters.list("Tags")) {
            String path = "tags." + ++index + ".member.";
            String key = tag.text("Key").orElseThrow(() -> SnsError.missing(path + "key"));
            String value = tag.text("Value").orElseThrow(() -> SnsError.missing(path + "value"));
            if (tags.putIfAbsent(key, value) != null) {
                throw SnsError.invalidParameter("Duplicated keys are not allowed.");
            }
        }
        return tags;
    }
}
