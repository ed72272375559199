package dev.invitations.topology.export;

import dev.invitations.topology.Resource;
import dev.invitations.topology.export.YamlNodes.Mapping;
import java.util.Map;
import org.yaml.snakeyaml.nodes.Node;

/** The resources of a template. SNS and SQS's own names of attributes are CloudFormation's names of properties. */
final class CloudFormationResources {
    private final Blueprint blueprint;
    private final CloudFormationValues values;
    private final Mapping resources = new Mapping();

    CloudFormationResources(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.values = new CloudFormationValues(blueprint);
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
        Mapping properties = new Mapping().put("QueueName", values.name(queue));
        if (queue.fifo()) {
            properties.put("FifoQueue", YamlNodes.bool(true));
        }
        put(properties, queue, queue.attributes());
        resources.put(
                "",
                blueprint.label(queue),
                new Mapping()
                        .put("Type", YamlNodes.text("AWS::SQS::Queue"))
                        .put("DeletionPolicy", YamlNodes.text("Retain"))
                        .put("UpdateReplacePolicy", YamlNodes.text("Retain"))
                        .put(
                                "Properties",
                                properties.put("Tags", values.tags(queue)).node())
                        .node());
        addPolicy(queue, "AWS::SQS::QueuePolicy", "Queues");
    }

    private void add(Resource.Topic topic) {
        Mapping properties = new Mapping().put("TopicName", values.name(topic));
        if (topic.fifo()) {
            properties.put("FifoTopic", YamlNodes.bool(true));
        }
        put(properties, topic, topic.attributes());
        add(blueprint.label(topic), "AWS::SNS::Topic", properties.put("Tags", values.tags(topic)));
        addPolicy(topic, "AWS::SNS::TopicPolicy", "Topics");
    }

    private void addPolicy(Resource resource, String type, String target) {
        String id = blueprint.label(resource);
        add(
                policy(id),
                type,
                new Mapping()
                        .put(target, YamlNodes.sequence(YamlNodes.tagged("!Ref", id)))
                        .put(
                                "PolicyDocument",
                                values.policy(resource.attributes().get("Policy"))));
    }

    private static String policy(String id) {
        return id + "Policy";
    }

    private void add(Resource.Subscription subscription) {
        Mapping properties = new Mapping()
                .put("TopicArn", values.text(subscription.topicArn()))
                .put("Protocol", YamlNodes.text(subscription.protocol()))
                .put("Endpoint", endpoint(subscription));
        put(properties, subscription, Blueprint.attributes(subscription));
        Node policies = YamlNodes.sequence(blueprint.queuesOf(subscription).stream()
                .map(queue -> YamlNodes.text(policy(blueprint.label(queue))))
                .toArray(Node[]::new));
        resources.put(
                "",
                blueprint.label(subscription),
                new Mapping()
                        .put("Type", YamlNodes.text("AWS::SNS::Subscription"))
                        .put("DependsOn", policies)
                        .put("Properties", properties.node())
                        .node());
    }

    private Node endpoint(Resource.Subscription subscription) {
        String parameter = blueprint.endpoints().get(subscription);
        return parameter == null ? values.text(subscription.endpoint()) : YamlNodes.tagged("!Ref", parameter);
    }

    private void add(String id, String type, Mapping properties) {
        resources.put(
                "",
                id,
                new Mapping()
                        .put("Type", YamlNodes.text(type))
                        .put("Properties", properties.node())
                        .node());
    }

    /** A policy is a resource of its own. */
    private void put(Mapping properties, Resource resource, Map<String, String> attributes) {
        attributes.forEach((name, value) -> {
            if (!value.isEmpty() && !name.equals("Policy")) {
                properties.put(name, values.attribute(resource, name, value));
            }
        });
    }
}
