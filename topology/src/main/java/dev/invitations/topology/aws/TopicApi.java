package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.Tag;

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
        List<Tag> tags = topic.tags().entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        return sns.createTopic(request ->
                        request.name(topic.name()).attributes(attributes).tags(tags))
                .topicArn();
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
}
