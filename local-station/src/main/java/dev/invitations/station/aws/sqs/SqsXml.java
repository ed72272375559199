package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.http.Xml;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The older protocol of SQS, Query and XML, as far as the station itself reads requests and answers them. */
final class SqsXml {
    static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

    private static final List<String> TEXTS = List.of(
            "QueueName",
            "QueueOwnerAWSAccountId",
            "QueueUrl",
            "SourceArn",
            "DestinationArn",
            "MaxNumberOfMessagesPerSecond",
            "Label");

    private SqsXml() {}

    /** The request as AWS JSON has it. */
    static ObjectNode toJson(AwsRequest request) {
        QueryParameters parameters = request.parameters();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (String name : TEXTS) {
            parameters.text(name).ifPresent(value -> json.put(name, value));
        }
        if (!json.has("QueueUrl") && request.http().path().length() > 1) {
            json.put("QueueUrl", request.http().path());
        }
        putAll(json.putObject("Attributes"), parameters.map("Attribute", "Name", "Value"));
        putAll(json.putObject("tags"), parameters.map("Tag", "Key", "Value"));
        ArrayNode names = json.putArray("AttributeNames");
        parameters.texts("AttributeName").forEach(names::add);
        parameters.text("AttributeName").ifPresent(names::add);
        parameters.texts("AWSAccountId").forEach(json.putArray("AWSAccountIds")::add);
        parameters.texts("ActionName").forEach(json.putArray("Actions")::add);
        ArrayNode entries = json.putArray("Entries");
        parameters.list("SendMessageBatchRequestEntry").forEach(entry -> putMessage(entry, entries.addObject()));
        return json;
    }

    private static void putMessage(QueryParameters parameters, ObjectNode json) {
        parameters.text("MessageBody").ifPresent(body -> json.put("MessageBody", body));
        ObjectNode attributes = json.putObject("MessageAttributes");
        for (QueryParameters attribute : parameters.list("MessageAttribute")) {
            ObjectNode value = attributes.putObject(attribute.text("Name").orElse(""));
            for (String name : List.of("DataType", "StringValue", "BinaryValue")) {
                attribute.child("Value").text(name).ifPresent(text -> value.put(name, text));
            }
        }
    }

    private static void putAll(ObjectNode json, Map<String, String> values) {
        values.forEach(json::put);
    }

    /** @param result as AWS JSON has it */
    static Reply reply(String action, JsonNode result) {
        return Reply.xml(200, Xml.document(action + "Response", NAMESPACE, xml -> {
            if (!result.isEmpty()) {
                xml.element(action + "Result", content -> write(result, content));
            }
            xml.element(
                    "ResponseMetadata",
                    metadata -> metadata.text("RequestId", UUID.randomUUID().toString()));
        }));
    }

    private static void write(JsonNode result, Xml xml) {
        if (result.has("QueueUrl")) {
            xml.text("QueueUrl", result.path("QueueUrl").asText());
        }
        result.path("Attributes")
                .properties()
                .forEach(attribute -> xml.element("Attribute", element -> element.text("Name", attribute.getKey())
                        .text("Value", attribute.getValue().asText())));
    }
}
