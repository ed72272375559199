package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Xml;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Publishing, alone and in batches.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html">Publish</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_PublishBatch.html">PublishBatch</a>
 */
final class PublishActions {
    private static final int MAX_BYTES = 262_144;
    private static final int MAX_ENTRIES = 10;

    private final Topics topics;
    private final Fanout fanout;

    PublishActions(Topics topics, Fanout fanout) {
        this.topics = topics;
        this.fanout = fanout;
    }

    Consumer<Xml> publish(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Optional<String> phone = parameters.text("PhoneNumber");
        if (phone.isPresent()) {
            return text(phone.get(), request);
        }
        Arn arn = destination(request);
        Topic topic = topics.require(arn);
        Publication publication = PublicationReader.read(parameters, "", topic, request);
        if (PublicationReader.bytes(parameters, publication) > MAX_BYTES) {
            throw SnsError.invalidParameter("Message too long");
        }
        fanout.requireRoom();
        return deliver(topic, publication);
    }

    /** What a FIFO topic had already is delivered nowhere, and answered as it was then. */
    private Consumer<Xml> deliver(Topic topic, Publication publication) {
        if (topic.fifo().isEmpty()) {
            fanout.deliver(topic, publication);
            return result -> result.text("MessageId", publication.id());
        }
        FifoOrder order = topic.fifo().get();
        String deduplicationId = publication.deduplicationId().orElseThrow();
        FifoOrder.Receipt receipt = order.duplicateOf(deduplicationId).orElseGet(() -> {
            fanout.deliver(topic, publication);
            return order.take(deduplicationId, publication.id());
        });
        return result -> result.text("MessageId", receipt.messageId()).text("SequenceNumber", receipt.sequenceNumber());
    }

    private Consumer<Xml> text(String phone, AwsRequest request) {
        if (!Endpoint.isPhoneNumber(phone)) {
            throw SnsError.invalidParameter("PhoneNumber Reason: " + phone + " is not valid to publish to");
        }
        Publication publication = PublicationReader.read(request.parameters(), request);
        fanout.notSent(publication, phone);
        return result -> result.text("MessageId", publication.id());
    }

    private static Arn destination(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        if (parameters.text("TopicArn").isPresent()) {
            return SnsArn.topic(parameters, request.caller());
        }
        if (parameters.text("TargetArn").isEmpty()) {
            throw SnsError.noValue("TopicArn or TargetArn");
        }
        Arn arn = SnsArn.topic(parameters, "TargetArn", request.caller());
        if (arn.resource().contains("/")) {
            throw SnsError.invalidParameter("TargetArn Reason: No endpoint found for the target arn specified");
        }
        return arn;
    }

    Consumer<Xml> publishBatch(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        Arn arn = SnsArn.topic(parameters, request.caller());
        List<QueryParameters> entries = parameters.list("PublishBatchRequestEntries");
        requireBatch(entries);
        Topic topic = topics.require(arn);
        List<Publication> publications = new ArrayList<>();
        int bytes = 0;
        for (QueryParameters entry : entries) {
            String path = "publishBatchRequestEntries." + (publications.size() + 1) + ".member.";
            publications.add(PublicationReader.read(entry, path, topic, request));
            bytes += PublicationReader.bytes(entry, publications.getLast());
        }
        if (bytes > MAX_BYTES) {
            throw new SnsError(
                    400, "BatchRequestTooLong", "The length of all the messages put together is more than the limit.");
        }
        fanout.requireRoom();
        List<Consumer<Xml>> receipts = publications.stream()
                .map(publication -> deliver(topic, publication))
                .toList();
        return result -> result.element("Failed", _ -> {}).element("Successful", list -> {
            for (int i = 0; i < entries.size(); i++) {
                String id = entries.get(i).text("Id").orElseThrow();
                Consumer<Xml> receipt = receipts.get(i);
                list.element("member", member -> {
                    receipt.accept(member);
                    member.text("Id", id);
                });
            }
        });
    }

    private static void requireBatch(List<QueryParameters> entries) {
        if (entries.isEmpty()) {
            throw new SnsError(400, "EmptyBatchRequest", "The batch request doesn't contain any entries.");
        }
        if (entries.size() > MAX_ENTRIES) {
            throw new SnsError(
                    400, "TooManyEntriesInBatchRequest", "The batch request contains more entries than permissible.");
        }
        Set<String> ids = new HashSet<>();
        for (QueryParameters entry : entries) {
            String id = entry.text("Id")
                    .orElseThrow(
                            () -> SnsError.missing("publishBatchRequestEntries." + (ids.size() + 1) + ".member.id"));
            if (id.length() > 80) {
                throw new SnsError(
                        400, "InvalidBatchEntryId", "The Id of a batch entry in the batch request is too long: " + id);
            }
            if (!id.matches("[A-Za-z0-9_-]+")) {
                throw new SnsError(
                        400,
                        "InvalidBatchEntryId",
                        "The Id of a batch entry in the batch request contains an impermissible character: " + id);
            }
            if (!ids.add(id)) {
                throw new SnsError(
                        400, "BatchEntryIdsNotDistinct", "Two or more batch entries in the request have the same Id.");
            }
        }
    }
}
