package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.QueryParameters;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the tags of a request.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-tags-configuring.html">Tags of topics</a>
 */
final class Tags {
    private static final int MOST = 50;
    private static final int MOST_OF_KEY = 128;
    private static final int MOST_OF_VALUE = 256;

    private Tags() {}

    static Map<String, String> of(QueryParameters parameters) {
        Map<String, String> tags = new LinkedHashMap<>();
        int index = 0;
        for (QueryParameters tag : parameters.list("Tags")) {
            String path = "tags." + ++index + ".member.";
            String key = tag.text("Key").orElseThrow(() -> SnsError.missing(path + "key"));
            String value = tag.text("Value").orElseThrow(() -> SnsError.missing(path + "value"));
            requireLength(key, path + "key", 1, MOST_OF_KEY);
            requireLength(value, path + "value", 0, MOST_OF_VALUE);
            // That AWS keeps such names for itself is documented, how it says so is not.
            if (key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw SnsError.invalidParameter("Tags Reason: keys that begin with aws: are reserved");
            }
            if (tags.putIfAbsent(key, value) != null) {
                throw SnsError.invalidParameter("Duplicated keys are not allowed.");
            }
        }
        requireQuota(tags);
        return tags;
    }

    /** @throws SnsError where a topic can not have so many */
    static void requireQuota(Map<String, String> tags) {
        if (tags.size() > MOST) {
            throw SnsError.tooManyTags();
        }
    }

    private static void requireLength(String text, String path, int least, int most) {
        int length = text.codePointCount(0, text.length());
        if (length < least) {
            throw SnsError.length(text, path, "greater than or equal to " + least);
        }
        if (length > most) {
            throw SnsError.length(text, path, "less than or equal to " + most);
        }
    }
}
