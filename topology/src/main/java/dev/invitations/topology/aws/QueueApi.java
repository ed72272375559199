package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** SQS queues, known by their URL. */
public record QueueApi(SqsClient sqs) implements Api<Resource.Queue> {
    /** What holds for an attribute that SQS doesn't show. */
    private static final Map<String, String> UNSAID = Map.of("SqsManagedSseEnabled", "false");

    private static final int MOST_LISTED = 1_000;

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

    /** The URLs of the queues whose names begin so. SQS may take a minute to list a queue, or to list it no more. */
    public Stream<String> list(String prefix) {
        return sqs
                .listQueuesPaginator(request -> request.queueNamePrefix(prefix.isEmpty() ? null : prefix)
                        .maxResults(MOST_LISTED))
                .queueUrls()
                .stream();
    }

    @Override
    public Map<String, String> attributes(String url) {
        try {
            Map<String, String> attributes = new HashMap<>(UNSAID);
            attributes.putAll(
                    sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                            .attributesAsStrings());
            return attributes;
        } catch (QueueDoesNotExistException e) {
            // SQS asks for a second after CreateQueue before it knows the queue everywhere.
            return Map.of();
        }
    }

    @Override
    public void set(String url, Map<String, String> attributes) {
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(attributes));
    }

    @Override
    public Map<String, String> tags(String url) {
        try {
            return sqs.listQueueTags(request -> request.queueUrl(url)).tags();
        } catch (QueueDoesNotExistException e) {
            return Map.of();
        }
    }

    @Override
    public void tag(String url, Map<String, String> tags) {
        sqs.tagQueue(request -> request.queueUrl(url).tags(tags));
    }

    @Override
    public void delete(String url) {
        try {
            sqs.deleteQueue(request -> request.queueUrl(url));
        } catch (QueueDoesNotExistException e) {
            // Somebody else was quicker.
        }
    }
}
