package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.topology.Resource;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The resources of a configuration. What the provider takes as text with JSON in it is written as JSON among the locals,
 * and encoded where it belongs.
 */
final class TerraformResources {
    private static final String PREFIX = "${var.prefix}";

    /** The provider's names where they are not SNS's and SQS's own in another case. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "VisibilityTimeout", "visibility_timeout_seconds",
            "MessageRetentionPeriod", "message_retention_seconds");

    private final Blueprint blueprint;
    private final TerraformValues values;
    private final ObjectNode locals = JsonNodeFactory.instance.objectNode();
    private final ObjectNode resources = JsonNodeFactory.instance.objectNode();

    private final UniqueNames names = new UniqueNames();

    TerraformResources(Blueprint blueprint) {
        this.blueprint = blueprint;
        this.values = new TerraformValues(blueprint);
        for (Resource resource : blueprint.resources()) {
            switch (resource) {
                case Resource.Queue queue -> add(queue);
                case Resource.Topic topic -> add(topic);
                case Resource.Subscription subscription -> add(subscription);
            }
        }
    }

    /** What the arguments of the resources refer to, by name. */
    ObjectNode locals() {
        return locals;
    }

    /** By type and name. */
    ObjectNode resources() {
        return resources;
    }

    private void add(Resource.Queue queue) {
        String address = blueprint.label(queue);
        ObjectNode arguments = resource(address).put("name", blueprint.name(queue, PREFIX));
        if (queue.fifo()) {
            arguments.put("fifo_queue", true);
        }
        Map<String, String> attributes = new LinkedHashMap<>(queue.attributes());
        String policy = attributes.remove("Policy");
        String redriveAllowPolicy = attributes.remove("RedriveAllowPolicy");
        // The provider takes one kind of encryption only, as it were a conflict to put the other off.
        attributes.remove("SqsManagedSseEnabled", "false");
        attributes.forEach((name, value) -> put(arguments, address, name, value));
        putTags(arguments, queue);
        arguments.putObject("lifecycle").put("prevent_destroy", true);

        String name = Terraform.bare(address);
        ObjectNode queuePolicy = resource("aws_sqs_queue_policy." + name).put("queue_url", "${" + address + ".url}");
        put(queuePolicy, address, "Policy", policy);
        if (redriveAllowPolicy != null) {
            ObjectNode allow =
                    resource("aws_sqs_queue_redrive_allow_policy." + name).put("queue_url", "${" + address + ".url}");
            put(allow, address, "RedriveAllowPolicy", redriveAllowPolicy);
        }
    }

    private void add(Resource.Topic topic) {
        String address = blueprint.label(topic);
        ObjectNode arguments = resource(address).put("name", blueprint.name(topic, PREFIX));
        if (topic.fifo()) {
            arguments.put("fifo_topic", true);
        }
        Map<String, String> attributes = new LinkedHashMap<>(topic.attributes());
        String policy = attributes.remove("Policy");
        attributes.forEach((name, value) -> put(arguments, address, name, value));
        putTags(arguments, topic);

        ObjectNode topicPolicy =
                resource("aws_sns_topic_policy." + Terraform.bare(address)).put("arn", "${" + address + ".arn}");
        put(topicPolicy, address, "Policy", policy);
    }

    private void add(Resource.Subscription subscription) {
        String address = blueprint.label(subscription);
        String endpoint = blueprint.endpoints().get(subscription);
        ObjectNode arguments = resource(address)
                .put("topic_arn", values.text(subscription.topicArn()))
                .put("protocol", subscription.protocol())
                .put("endpoint", endpoint == null ? values.text(subscription.endpoint()) : "${" + endpoint + "}");
        Blueprint.attributes(subscription).forEach((name, value) -> put(arguments, address, name, value));
        ArrayNode policies = arguments.putArray("depends_on");
        blueprint
                .queuesOf(subscription)
                .forEach(queue -> policies.add("aws_sqs_queue_policy." + Terraform.bare(blueprint.label(queue))));
    }

    private ObjectNode resource(String address) {
        int dot = address.indexOf('.');
        return resources.withObjectProperty(address.substring(0, dot)).putObject(address.substring(dot + 1));
    }

    private void putTags(ObjectNode arguments, Resource resource) {
        ObjectNode tags = arguments.putObject("tags");
        blueprint.tags(resource, PREFIX).forEach((key, value) -> tags.put(key, values.text(value)));
    }

    private void put(ObjectNode arguments, String address, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        String argument = argument(name);
        if (value.startsWith("{")) {
            String local = names.claim(local(address, argument), address + " " + argument);
            locals.set(local, values.of(Json.parse(value)));
            arguments.put(argument, "${jsonencode(local." + local + ")}");
        } else if (name.equals("KmsMasterKeyId")) {
            arguments.put(argument, "${" + blueprint.keys().get(value) + "}");
        } else if (value.matches("true|false|\\d+")) {
            arguments.set(argument, Json.parse(value));
        } else {
            arguments.put(argument, values.text(value));
        }
    }

    /** Topics and subscriptions have arguments and often a name that a queue has as well. */
    private static String local(String address, String argument) {
        String kind =
                address.startsWith("aws_sns_topic.") ? "_topic" : address.startsWith("aws_sns_") ? "_subscription" : "";
        return Terraform.bare(address) + kind + "_" + argument;
    }

    private static String argument(String attribute) {
        return ARGUMENTS.getOrDefault(
                attribute, attribute.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT));
    }
}
