package dev.invitations.station.aws;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who called what, and how often. The local AWS lets everybody do everything; by this one can tell beforehand whom IAM
 * would stop.
 */
final class CallLog {
    /** Enough for everything that a topology consists of, and a bound for who calls with ever new names. */
    private static final int MOST_CALLS = 10_000;

    private final Map<Call, Integer> counts = new LinkedHashMap<>();

    void add(Call call) {
        if (counts.size() < MOST_CALLS || counts.containsKey(call)) {
            counts.merge(call, 1, Integer::sum);
        }
    }

    void clear() {
        counts.clear();
    }

    /** In the order in which they were called first. */
    ArrayNode toJson() {
        ArrayNode calls = JsonNodeFactory.instance.arrayNode();
        counts.forEach((call, count) -> calls.addObject()
                .put("accessKey", call.accessKey())
                .put("action", call.action())
                .put("resource", call.resource())
                .put("count", count));
        return calls;
    }
}
