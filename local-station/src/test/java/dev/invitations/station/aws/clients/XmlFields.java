package dev.invitations.station.aws.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.w3c.dom.Element;

/**
 * The fields of an answer in the XML of the Query protocol.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-query-protocol.html">AWS Query</a>
 */
final class XmlFields extends Fields {
    /**
     * What SQS calls one element of its lists and maps, which have nothing around them. The model of today, of AWS JSON,
     * has lost these names; the <a
     * href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">documentation of
     * the actions</a> shows them in its examples.
     */
    private static final Map<String, String> FLATTENED = Map.ofEntries(
            Map.entry("QueueUrlList", "QueueUrl"),
            Map.entry("MessageList", "Message"),
            Map.entry("QueueAttributeMap", "Attribute"),
            Map.entry("MessageSystemAttributeMap", "Attribute"),
            Map.entry("MessageBodyAttributeMap", "MessageAttribute"),
            Map.entry("TagMap", "Tag"),
            Map.entry("SendMessageBatchResultEntryList", "SendMessageBatchResultEntry"),
            Map.entry("DeleteMessageBatchResultEntryList", "DeleteMessageBatchResultEntry"),
            Map.entry("ChangeMessageVisibilityBatchResultEntryList", "ChangeMessageVisibilityBatchResultEntry"),
            Map.entry("BatchResultErrorEntryList", "BatchResultErrorEntry"),
            Map.entry("ListMessageMoveTasksResultEntryList", "ListMessageMoveTasksResultEntry"));

    XmlFields(ServiceModel model) {
        super(model);
    }

    void check(String shapeName, Element element, String where) {
        JsonNode shape = model.shape(shapeName);
        switch (shape.path("type").asText()) {
            case "structure" -> checkStructure(shape, element, where);
            case "list" ->
                children(element).forEach(child -> {
                    require(child.getLocalName().equals("member"), where, "has an element " + child.getLocalName());
                    check(shape.at("/member/shape").asText(), child, where + ".member");
                });
            case "map" ->
                children(element).forEach(child -> {
                    require(child.getLocalName().equals("entry"), where, "has an element " + child.getLocalName());
                    checkEntry(shape, child, "key", "value", where);
                });
            default -> {
                require(children(element).isEmpty(), where, "is no text");
                requireText(shape, element.getTextContent(), where);
            }
        }
    }

    private void checkEntry(JsonNode map, Element entry, String key, String value, String where) {
        List<Element> parts = children(entry);
        require(
                parts.stream().map(Element::getLocalName).toList().equals(List.of(key, value)),
                where,
                "has an entry that is not of " + key + " and " + value);
        check(map.at("/key/shape").asText(), parts.getFirst(), where + "." + key);
        check(map.at("/value/shape").asText(), parts.getLast(), where + "." + value);
    }

    private void checkStructure(JsonNode shape, Element element, String where) {
        List<String> present = new ArrayList<>();
        Set<String> once = new HashSet<>();
        for (Element child : children(element)) {
            String name = child.getLocalName();
            String member = shape.path("members").properties().stream()
                    .filter(field -> elementName(
                                    field.getKey(),
                                    field.getValue().path("shape").asText())
                            .equals(name))
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse("");
            String shapeOfMember = shape.at("/members/" + member + "/shape").asText();
            require(!member.isEmpty(), where, "has an element that the model does not know: " + name);
            present.add(member);
            if (isFlattened(shapeOfMember)) {
                checkFlattened(model.shape(shapeOfMember), child, where + "." + name);
            } else if (!member.isEmpty()) {
                require(once.add(name), where, "has more than one " + name);
                check(shapeOfMember, child, where + "." + name);
            }
        }
        requireMembers(shape, present, where);
    }

    private void checkFlattened(JsonNode shape, Element child, String where) {
        if (shape.path("type").asText().equals("list")) {
            check(shape.at("/member/shape").asText(), child, where);
        } else {
            checkEntry(shape, child, child.getLocalName().equals("Tag") ? "Key" : "Name", "Value", where);
        }
    }

    private boolean isFlattened(String shapeName) {
        return model.shape(shapeName).path("flattened").asBoolean();
    }

    private String elementName(String member, String shapeName) {
        return isFlattened(shapeName) ? FLATTENED.get(shapeName) : member;
    }

    static List<Element> children(Element element) {
        return IntStream.range(0, element.getChildNodes().getLength())
                .mapToObj(element.getChildNodes()::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .toList();
    }
}
