package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** SQS queues, known by their URL. */
public record QueueApi(SqsClient sqs) implements Api<Resource.Queue> {

    @Override
    public Optional<String> find(Resource.Queue queue) {
        try {
            return Optional.of(
                    sqs.getQueueUrl(request -> request.queueName(queue.name())).queueUrl());
        } catch (QueueDoesNotExistException e) {
            return Optional.empty();
        }
    }

    /** With all attributes at once: set later, a policy may take a minute to hold, and SNS drops messages meanwhile. */
    @Override
    public String create(Resource.Queue queue) {
        Map<String, String> attributes = new HashMap<>(queue.attributes());
        attributes.values().removeIf(String::isEmpty);
        if (queue.fifo()) {
            attributes.put("FifoQueue", "true");
        }
        return sqs.createQueue(request -> request.queueName(queue.name())
                        .attributesWithStrings(attributes)
                        .tags(queue.tags()))
                .queueUrl();
    }

    @Override
    public Map<String, String> attributes(String url) {
        try {
            return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                    .attributesAsStrings();
        } catch (QueueDoesNotExistException e) {
            // SQS asks for a second after CreateQueue before it knows the queue everywhere.
            return Map.of();
        }
    }

    @Override
    public void set(String url, Map<String, String> attributes) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(attributes));
    }
}
