package dev.invitations.topology.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.topology.Resource;
import dev.invitations.topology.export.YamlNodes.Mapping;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.nodes.Node;

/** The resources of a template. SNS and SQS's own names of attributes are CloudFormation's names of properties. */
final class CloudFormationResources {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String PREFIX = "${" + CloudFormation.PREFIX + "}";

    /** What CloudFormation fills in, and what only looks like it. */
    private static final Pattern OPEN = Pattern.compile("\\$\\{(AWS::\\w+|Prefix)}");

    private static final Pattern LITERAL = Pattern.compile("\\$\\{(?!(AWS::\\w+|Prefix)})");

    /** A number elsewhere, a text in CloudFormation. */
    private static final String SIGNATURE_VERSION = "SignatureVersion";

    private final Blueprint blueprint;
    private final Mapping resources = new Mapping();
    private final Set<String> written = new HashSet<>();

    CloudFormationResources(Blueprint blueprint) {
        this.blueprint = blueprint;
    }

    Node node() {
        for (Resource resource : blueprint.resources()) {
            switch (resource) {
                case Resource.Queue queue -> add(queue);
                case Resource.Topic topic -> add(topic);
                case Resource.Subscription subscription -> add(subscription);
            }
        }
        return resources.node();
    }

    private void add(Resource.Queue queue) {
        Mapping properties = new Mapping().put("QueueName", name(queue));
        if (queue.fifo()) {
            properties.put("FifoQueue", YamlNodes.bool(true));
        }
        putAttributes(properties, queue);
        String id = blueprint.label(queue);
        resources.put(
                "",
                id,
                new Mapping()
                        .put("Type", YamlNodes.text("AWS::SQS::Queue"))
                        .put("DeletionPolicy", YamlNodes.text("Retain"))
                        .put("UpdateReplacePolicy", YamlNodes.text("Retain"))
                        .put("Properties", properties.node())
                        .node());
        written.add(id);
        addPolicy(queue, "AWS::SQS::QueuePolicy", "Queues");
    }

    private void add(Resource.Topic topic) {
        Mapping properties = new Mapping().put("TopicName", name(topic));
        if (topic.fifo()) {
            properties.put("FifoTopic", YamlNodes.bool(true));
        }
        putAttributes(properties, topic);
        String id = blueprint.label(topic);
        resources.put("", id, resource("AWS::SNS::Topic", properties));
        written.add(id);
        addPolicy(topic, "AWS::SNS::TopicPolicy", "Topics");
    }

    private void addPolicy(Resource resource, String type, String target) {
        String id = blueprint.label(resource);
        resources.put(
                "",
                policy(id),
                resource(
                        type,
                        new Mapping()
                                .put(target, YamlNodes.sequence(YamlNodes.tagged("!Ref", id)))
                                .put(
                                        "PolicyDocument",
                                        json(resource.attributes().get("Policy"), this::anywhere))));
    }

    private static String policy(String id) {
        return id + "Policy";
    }

    private void add(Resource.Subscription subscription) {
        Mapping properties = new Mapping()
                .put("TopicArn", anywhere(subscription.topicArn()))
                .put("Protocol", YamlNodes.text(subscription.protocol()))
                .put("Endpoint", endpoint(subscription));
        Blueprint.attributes(subscription).forEach((name, value) -> put(properties, name, value, this::anywhere));
        resources.put(
                "",
                blueprint.label(subscription),
                new Mapping()
                        .put("Type", YamlNodes.text("AWS::SNS::Subscription"))
                        .put(
                                "DependsOn",
                                YamlNodes.sequence(blueprint.queuesOf(subscription).stream()
                                        .map(queue -> YamlNodes.text(policy(blueprint.label(queue))))
                                        .toArray(Node[]::new)))
                        .put("Properties", properties.node())
                        .node());
    }

    private Node endpoint(Resource.Subscription subscription) {
        String parameter = blueprint.endpoints().get(subscription);
        return parameter == null ? anywhere(subscription.endpoint()) : YamlNodes.tagged("!Ref", parameter);
    }

    private static Node resource(String type, Mapping properties) {
        return new Mapping()
                .put("Type", YamlNodes.text(type))
                .put("Properties", properties.node())
                .node();
    }

    private Node name(Resource resource) {
        return YamlNodes.tagged("!Sub", blueprint.name(resource, PREFIX));
    }

    private void putAttributes(Mapping properties, Resource resource) {
        resource.attributes().forEach((name, value) -> {
            if (!name.equals("Policy")) {
                put(properties, name, value, this::fromBefore);
            }
        });
        properties.put(
                "Tags",
                YamlNodes.sequence(blueprint.tags(resource, PREFIX).entrySet().stream()
                        .map(this::tag)
                        .toArray(Node[]::new)));
    }

    private Node tag(Map.Entry<String, String> tag) {
        return new Mapping()
                .put("Key", YamlNodes.text(tag.getKey()))
                .put("Value", anywhere(tag.getValue()))
                .node();
    }

    private void put(Mapping properties, String name, String value, Function<String, Node> text) {
        if (value.isEmpty()) {
            return;
        }
        if (blueprint.keys().containsKey(value) && name.equals("KmsMasterKeyId")) {
            properties.put(name, YamlNodes.tagged("!Ref", blueprint.keys().get(value)));
        } else if (value.startsWith("{")) {
            properties.put(name, json(value, text));
        } else if (value.equals("true") || value.equals("false")) {
            properties.put(name, YamlNodes.bool(Boolean.parseBoolean(value)));
        } else if (value.matches("\\d+") && !name.equals(SIGNATURE_VERSION)) {
            properties.put(name, YamlNodes.number(value));
        } else {
            properties.put(name, text.apply(value));
        }
    }

    private static Node json(String json, Function<String, Node> text) {
        try {
            return YamlNodes.of(JSON.readTree(json), text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("derived, and not JSON: " + json, e);
        }
    }

    /** A text in a resource that others refer to: it may refer to what comes before it, else they would go in a circle. */
    private Node fromBefore(String text) {
        boolean isLater = blueprint
                .withArn(text)
                .filter(resource -> !written.contains(blueprint.label(resource)))
                .isPresent();
        return isLater
                ? YamlNodes.tagged(
                        "!Sub", blueprint.queueArn(blueprint.withArn(text).orElseThrow(), PREFIX))
                : anywhere(text);
    }

    /** A text in a resource that nothing refers to. */
    private Node anywhere(String text) {
        return blueprint
                .withArn(text)
                .map(resource -> resource instanceof Resource.Queue
                        ? YamlNodes.tagged("!GetAtt", blueprint.label(resource) + ".Arn")
                        : YamlNodes.tagged("!Ref", blueprint.label(resource)))
                .orElseGet(() -> OPEN.matcher(text).find()
                        ? YamlNodes.tagged("!Sub", LITERAL.matcher(text).replaceAll("\\${!"))
                        : YamlNodes.text(text));
    }
}
