package dev.invitations.station.aws.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Wire.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/** What is wrong with answers as they go over the wire, where the parsers of the SDKs would be lenient. */
final class AnswerCheck {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Those that any action may answer.
     *
     * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">Common errors</a>
     */
    private static final Set<String> COMMON_ERRORS = Set.of(
            "InvalidAction",
            "InvalidParameterValue",
            "InvalidParameterValueException",
            "MalformedQueryString",
            "MissingAction",
            "MissingParameter",
            "MissingRequiredParameterException",
            "SerializationException",
            "UnknownOperationException",
            "ValidationError");

    private static final Map<String, String> NAMESPACES = Map.of(
            "sns", "http://sns.amazonaws.com/doc/2010-03-31/",
            "sqs", "http://queue.amazonaws.com/doc/2012-11-05/");

    private final String service;
    private final ServiceModel model;
    private final Exchange exchange;
    private final XmlFields xml;
    private final JsonFields json;

    private AnswerCheck(String service, ServiceModel model, Exchange exchange) {
        this.service = service;
        this.model = model;
        this.exchange = exchange;
        this.xml = new XmlFields(model);
        this.json = new JsonFields(model);
    }

    /** @param service {@code sns} or {@code sqs} */
    static List<String> complaints(String service, ServiceModel model, Exchange exchange) {
        AnswerCheck check = new AnswerCheck(service, model, exchange);
        try {
            return exchange.target() == null ? check.ofXml() : check.ofJson();
        } catch (IOException | SAXException e) {
            return List.of(exchange.action() + " is answered by what is not even well-formed: " + e.getMessage());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> ofXml() throws IOException, SAXException, ParserConfigurationException {
        DocumentBuilderFactory parsers = DocumentBuilderFactory.newInstance();
        parsers.setNamespaceAware(true);
        Element root = parsers.newDocumentBuilder()
                .parse(new ByteArrayInputStream(exchange.body()))
                .getDocumentElement();
        String action = exchange.action();
        xml.require(header("content-type").startsWith("text/xml"), action, "has no content type of XML");
        xml.require(NAMESPACES.get(service).equals(root.getNamespaceURI()), action, "has another namespace");
        String requestId;
        if (exchange.status() == 200) {
            xml.require(root.getLocalName().equals(action + "Response"), action, "is answered " + root.getLocalName());
            model.output(action).ifPresent(shape -> child(root, model.resultWrapper(action))
                    .ifPresent(result -> xml.check(shape, result, action)));
            List<String> parts =
                    XmlFields.children(root).stream().map(Element::getLocalName).toList();
            List<String> expected = model.output(action).isPresent()
                    ? List.of(model.resultWrapper(action), "ResponseMetadata")
                    : List.of("ResponseMetadata");
            xml.require(parts.equals(expected), action, "consists of " + parts);
            requestId = text(child(root, "ResponseMetadata"), "RequestId");
        } else {
            Optional<Element> error = child(root, "Error");
            xml.require(root.getLocalName().equals("ErrorResponse"), action, "is answered " + root.getLocalName());
            xml.require(text(error, "Type").equals("Sender"), action, "blames " + text(error, "Type"));
            xml.require(!text(error, "Message").isEmpty(), action, "has no message");
            requireKnownError(xml, modelled(text(error, "Code")));
            requestId = text(Optional.of(root), "RequestId");
        }
        xml.require(requestId.equals(header("x-amzn-requestid")), action, "tells another request id than its header");
        return xml.complaints;
    }

    private List<String> ofJson() throws IOException {
        String action = exchange.action();
        JsonNode body = JSON.readTree(exchange.body());
        json.require(header("content-type").equals("application/x-amz-json-1.0"), action, "has no type of AWS JSON");
        json.require(!header("x-amzn-requestid").isEmpty(), action, "has no request id");
        if (exchange.status() == 200) {
            model.output(action)
                    .ifPresentOrElse(
                            shape -> json.check(shape, body, action),
                            () -> json.require(body.isEmpty(), action, "has a result"));
        } else {
            String type = body.path("__type").asText();
            json.require(type.matches("com\\.amazon[a-z.]*#\\w+"), action, "has an error of type " + type);
            json.require(!body.path("message").asText().isEmpty(), action, "has no message");
            json.require(header("x-amzn-query-error").matches("[\\w.]+;Sender"), action, "has no query error");
            requireKnownError(json, type.substring(type.indexOf('#') + 1));
        }
        return json.complaints;
    }

    /** The model of SQS has the names of its newer protocol. */
    private static String modelled(String code) {
        String name = code.replaceFirst("^AWS\\.SimpleQueueService\\.", "");
        return switch (name) {
            case "NonExistentQueue" -> "QueueDoesNotExist";
            case "QueueAlreadyExists" -> "QueueNameExists";
            default -> name;
        };
    }

    private void requireKnownError(Fields fields, String code) {
        Optional<JsonNode> error = model.error(exchange.action(), code);
        fields.require(
                error.isPresent() || COMMON_ERRORS.contains(code),
                exchange.action(),
                "answers an error that the model does not know: " + code);
        error.map(shape -> shape.at("/error/httpStatusCode"))
                .filter(JsonNode::isNumber)
                .ifPresent(status -> fields.require(
                        status.asInt() == exchange.status(), exchange.action(), code + " has " + exchange.status()));
    }

    private String header(String name) {
        return exchange.headers().firstValue(name).orElse("");
    }

    private static Optional<Element> child(Element parent, String name) {
        return XmlFields.children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .findFirst();
    }

    private static String text(Optional<Element> parent, String name) {
        return parent.flatMap(element -> child(element, name))
                .map(Element::getTextContent)
                .orElse("");
    }
}
