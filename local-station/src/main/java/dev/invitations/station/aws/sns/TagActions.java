package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Xml;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The tags of topics. */
final class TagActions {
    private static final Consumer<Xml> EMPTY_RESULT = _ -> {};

    private final Topics topics;

    TagActions(Topics topics) {
        this.topics = topics;
    }

    Consumer<Xml> tag(AwsRequest request) {
        Topic topic = topic(request);
        Map<String, String> tags = new HashMap<>(topic.tags());
        tags.putAll(Tags.of(request.parameters()));
        Tags.requireQuota(tags);
        topic.tags().putAll(tags);
        return EMPTY_RESULT;
    }

    Consumer<Xml> untag(AwsRequest request) {
        List<String> keys = request.parameters().texts("TagKeys");
        topic(request).tags().keySet().removeAll(keys);
        return EMPTY_RESULT;
    }

    Consumer<Xml> list(AwsRequest request) {
        Map<String, String> tags = topic(request).tags();
        return result -> result.element(
                "Tags",
                list -> tags.forEach((key, value) ->
                        list.element("member", tag -> tag.text("Key", key).text("Value", value))));
    }

    private Topic topic(AwsRequest request) {
        return topics.find(SnsArn.topic(request.parameters(), "ResourceArn", request.caller()))
                .orElseThrow(() -> new SnsError(404, "ResourceNotFound", "Resource does not exist"));
    }
}
