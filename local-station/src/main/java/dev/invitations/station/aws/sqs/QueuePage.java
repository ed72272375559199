package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A page of a listing of queues, sorted by name. ElasticMQ lists them all, in no order.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html">ListQueues</a>
 */
final class QueuePage {
    /** What a listing calls its list. */
    private static final Map<String, String> LISTS =
            Map.of("ListQueues", "QueueUrls", "ListDeadLetterSourceQueues", "queueUrls");

    private static final int LARGEST = 1_000;
    private static final String AFTER = "after ";

    private QueuePage() {}

    static boolean isOf(String action) {
        return LISTS.containsKey(action);
    }

    /**
     * @param all the answer with all queues
     * @throws SqsError where the request's token is none
     */
    static JsonNode of(String action, JsonNode request, JsonNode all) {
        String after = request.hasNonNull("NextToken")
                ? decoded(request.path("NextToken").textValue())
                : "";
        int size = request.path("MaxResults").asInt(LARGEST);
        String list = LISTS.get(action);
        List<String> rest = all.path(list)
                .valueStream()
                .map(JsonNode::asText)
                .filter(url -> name(url).compareTo(after) > 0)
                .sorted(Comparator.comparing(QueuePage::name))
                .limit(size + 1L)
                .toList();
        List<String> shown = rest.subList(0, Math.min(size, rest.size()));
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        shown.forEach(page.putArray(list)::add);
        // Who doesn't say how many is told of no more than the largest page has, nor that there are more.
        if (request.hasNonNull("MaxResults") && rest.size() > size) {
            page.put("NextToken", encoded(name(shown.getLast())));
        }
        return page;
    }

    private static String name(String url) {
        return QueueUrl.parse(url).name();
    }

    private static String encoded(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((AFTER + name).getBytes(StandardCharsets.UTF_8));
    }

    /** What AWS says to a token that it has not given isn't known. */
    private static String decoded(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(AFTER)) {
                return text.substring(AFTER.length());
            }
        } catch (IllegalArgumentException _) {
            // No Base64, so none of ours either.
        }
        throw SqsError.invalidParameter(token, "NextToken", "Must be a token of a former answer.");
    }
}
