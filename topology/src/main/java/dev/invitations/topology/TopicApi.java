package dev.invitations.topology;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.NotFoundException;

/** SNS topics, known by their ARN. */
record TopicApi(SnsClient sns) implements Api<Resource.Topic> {

    @Override
    public Optional<String> find(Resource.Topic topic) {
        return attributes(topic.arn()).isEmpty() ? Optional.empty() : Optional.of(topic.arn());
    }

    @Override
    public String create(Resource.Topic topic) {
        return sns.createTopic(request -> request.name(topic.name()).attributes(topic.attributes()))
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
