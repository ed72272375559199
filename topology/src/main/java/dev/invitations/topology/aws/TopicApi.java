package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sns.model.Topic;

/** SNS topics, known by their ARN. */
public record TopicApi(SnsClient sns) implements Api<Resource.Topic> {

    @Override
    public Optional<String> find(Resource.Topic topic) {
        return attributes(topic.arn()).isEmpty() ? Optional.empty() : Optional.of(topic.arn());
    }

    @Override
    public String create(Resource.Topic topic) {
        Map<String, String> attributes = new HashMap<>(topic.attributes());
        attributes.values().removeIf(String::isEmpty);
        if (topic.fifo()) {
            attributes.put("FifoTopic", "true");
        }
        return sns.createTopic(request ->
                        request.name(topic.name()).attributes(attributes).tags(sdkTags(topic.tags())))
                .topicArn();
    }

    /** The ARNs of all topics of the account in its region. */
    public Stream<String> list() {
        return sns.listTopicsPaginator().topics().stream().map(Topic::topicArn);
    }

    @Override
    public Map<String, String> attributes(String arn) {
        try {
            return sns.getTopicAttributes(request -> request.topicArn(arn)).attributes();
        } catch (NotFoundException e) {
            return Map.of();
        }
    }

    @Override
    public void set(String arn, Map<String, String> attributes) {
        attributes.forEach((name, value) -> sns.setTopicAttributes(
                request -> request.topicArn(arn).attributeName(name).attributeValue(value)));
    }

    @Override
    public Map<String, String> tags(String arn) {
        try {
            return sns.listTagsForResource(request -> request.resourceArn(arn)).tags().stream()
                    .collect(Collectors.toMap(Tag::key, Tag::value));
        } catch (ResourceNotFoundException e) {
            return Map.of();
        }
    }

    @Override
    public void tag(String arn, Map<String, String> tags) {
        sns.tagResource(request -> request.resourceArn(arn).tags(sdkTags(tags)));
    }

    /** Deletes its subscriptions too. */
    @Override
    public void delete(String arn) {
        sns.deleteTopic(request -> request.topicArn(arn));
    }

    private static List<Tag> sdkTags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
    }
}
