package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Xml;
import dev.invitations.station.aws.time.StationClock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Creating, showing and deleting topics. */
final class TopicActions {
    private final Topics topics;
    private final StationClock clock;

    TopicActions(Topics topics, StationClock clock) {
        this.topics = topics;
        this.clock = clock;
    }

    Consumer<Xml> create(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        String name = parameters.text("Name").orElseThrow(() -> SnsError.missing("name"));
        Map<String, String> attributes = new HashMap<>(parameters.map("Attributes", "key", "value"));
        Optional<String> dataProtection = DataProtectionActions.policy(parameters);
        boolean isFifo = "true".equals(attributes.remove("FifoTopic"));
        if (!name.matches("[A-Za-z0-9_-]{1,256}|[A-Za-z0-9_-]{1,251}\\.fifo") || name.endsWith(".fifo") != isFifo) {
            throw SnsError.invalidParameter("Topic Name");
        }
        Map<String, String> tags = Tags.of(parameters);
        Topic topic = existing(Arn.of("sns", request.caller(), name), attributes, tags)
                .orElseGet(() -> created(Arn.of("sns", request.caller(), name), attributes, tags));
        dataProtection.ifPresent(topic::protectData);
        return result -> result.text("TopicArn", topic.arn().toString());
    }

    private Optional<Topic> existing(Arn arn, Map<String, String> attributes, Map<String, String> tags) {
        Optional<Topic> existing = topics.find(arn);
        existing.ifPresent(topic -> {
            if (!TopicAttributes.areOf(topic, attributes)) {
                throw SnsError.invalidParameter("Attributes Reason: Topic already exists with different attributes");
            }
            if (!topic.tags().entrySet().containsAll(tags.entrySet())) {
                throw SnsError.invalidParameter("Tags Reason: Topic already exists with different tags");
            }
        });
        return existing;
    }

    private Topic created(Arn arn, Map<String, String> attributes, Map<String, String> tags) {
        attributes.forEach(
                (name, value) -> TopicAttributes.refusalOfNew(arn, name, value).ifPresent(refusal -> {
                    throw SnsError.invalidParameter("Attributes Reason: " + refusal);
                }));
        var topic = new Topic(arn, attributes, tags, clock);
        topics.add(topic);
        return topic;
    }

    /** Succeeds also where there is no such topic. */
    Consumer<Xml> delete(AwsRequest request) {
        topics.find(SnsArn.topic(request.parameters(), request.caller())).ifPresent(topics::remove);
        return Sns.NO_RESULT;
    }

    Consumer<Xml> list(AwsRequest request) {
        Caller caller = request.caller();
        var page = Page.of(topics.of(caller), topic -> topic.arn().toString(), request.parameters());
        return result -> {
            result.element("Topics", list -> page.items()
                    .forEach(topic -> list.element(
                            "member",
                            member -> member.text("TopicArn", topic.arn().toString()))));
            page.nextToken().ifPresent(token -> result.text("NextToken", token));
        };
    }

    Consumer<Xml> attributes(AwsRequest request) {
        Topic topic = topics.require(SnsArn.topic(request.parameters(), request.caller()));
        return Attributes.of(TopicAttributes.shown(topic));
    }

    Consumer<Xml> setAttribute(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Arn arn = SnsArn.topic(parameters, request.caller());
        String name = parameters.text("AttributeName").orElseThrow(() -> SnsError.missing("attributeName"));
        String value = parameters.text("AttributeValue").orElse("");
        TopicAttributes.refusal(arn, name, value).ifPresent(refusal -> {
            throw SnsError.invalidParameter(refusal);
        });
        topics.require(arn).set(name, value);
        return Sns.NO_RESULT;
    }
}
