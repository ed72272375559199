package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.http.Reply;
import dev.invitations.station.aws.http.Xml;
import dev.invitations.station.aws.sqs.Shape.ListOf;
import dev.invitations.station.aws.sqs.Shape.MapOf;
import dev.invitations.station.aws.sqs.Shape.Member;
import dev.invitations.station.aws.sqs.Shape.Structure;

/** The answers of the older protocol of SQS, Query. */
final class SqsXml {
    static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

    private SqsXml() {}

    /** @param result as AWS JSON has it */
    static Reply reply(SqsAction action, JsonNode result, String requestId) {
        return Reply.xml(200, Xml.document(action.name() + "Response", NAMESPACE, xml -> {
            if (!action.result().members().isEmpty()) {
                xml.element(action.name() + "Result", content -> write(action.result(), result, content));
            }
            xml.element("ResponseMetadata", metadata -> metadata.text("RequestId", requestId));
        }));
    }

    private static void write(Structure structure, JsonNode json, Xml xml) {
        for (Member member : structure.members()) {
            if (json.has(member.name())) {
                write(member, json.get(member.name()), xml);
            }
        }
    }

    /** Lists and maps are flattened: there is no element around theirs. */
    private static void write(Member member, JsonNode json, Xml xml) {
        switch (member.shape()) {
            case Shape.Scalar _ -> xml.text(member.name(), json.asText());
            case Structure structure -> xml.element(member.name(), element -> write(structure, json, element));
            case ListOf list ->
                json.forEach(element -> write(Shape.required(list.queryName(), list.element()), element, xml));
            case MapOf map ->
                json.properties()
                        .forEach(entry -> xml.element(map.queryName(), element -> {
                            element.text(map.key(), entry.getKey());
                            write(Shape.required("Value", map.value()), entry.getValue(), element);
                        }));
        }
    }
}
