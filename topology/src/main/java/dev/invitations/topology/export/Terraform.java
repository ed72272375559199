package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;

/**
 * The topology as a Terraform configuration in JSON, for {@code main.tf.json}. Account and region are those of the
 * provider; the prefix, keys and HTTP endpoints are variables.
 *
 * @see <a href="https://developer.hashicorp.com/terraform/language/syntax/json">Terraform: JSON syntax</a>
 */
public final class Terraform {
    /** Only ARNs have a region, and those are references. */
    private static final Place PLACE =
            new Place("${data.aws_partition.current.partition}", "", "${data.aws_caller_identity.current.account_id}");

    private static final String HEADER =
            "Exported from the topology file by ./station export terraform: change that file"
                    + " and export again. A topic is subscribed to only once the policies of the queues let SNS in; until then it"
                    + " would drop messages, and say nothing. Queues are not destroyed: what is in them may be nowhere else.";

    private final Blueprint blueprint;
    private final ObjectNode root = JsonNodeFactory.instance.objectNode();

    private Terraform(Topology topology) {
        this.blueprint = new Blueprint(topology, PLACE, Terraform::address);
    }

    /** The configuration. */
    public static String configuration(Topology topology) {
        return Json.pretty(new Terraform(topology).root());
    }

    /** How the configuration names it, such as {@code aws_sqs_queue.email_worker}. */
    private static String address(String kind, String name) {
        return switch (kind) {
            case Resource.QUEUE, Resource.DEAD_LETTER_QUEUE -> "aws_sqs_queue." + identifier(name);
            case "topic" -> "aws_sns_topic." + identifier(name);
            case "subscription" -> "aws_sns_topic_subscription." + identifier(name);
            default -> "var." + identifier(name) + "_" + kind;
        };
    }

    private static String identifier(String name) {
        String words = name.replaceAll("[^A-Za-z0-9]", "_");
        return Character.isDigit(words.charAt(0)) ? "_" + words : words;
    }

    private ObjectNode root() {
        root.put("//", HEADER);
        root.putObject("terraform")
                .putObject("required_providers")
                .putObject("aws")
                .put("source", "hashicorp/aws")
                .put("version", ">= 5.0");
        variables(root.putObject("variable"));
        ObjectNode data = root.putObject("data");
        data.putObject("aws_caller_identity").putObject("current");
        data.putObject("aws_partition").putObject("current");
        TerraformResources resources = new TerraformResources(blueprint);
        root.set("locals", resources.locals());
        root.set("resource", resources.resources());
        outputs(root.putObject("output"));
        return root;
    }

    private void variables(ObjectNode variables) {
        variable(variables, "prefix", "Put in front of the name of every topic and queue", blueprint.prefix());
        blueprint
                .keys()
                .forEach((key, address) -> variable(
                        variables,
                        bare(address),
                        "Alias, id or ARN of the KMS key; its policy must let sns.amazonaws.com use it",
                        key));
        blueprint
                .endpoints()
                .forEach((subscription, address) -> variable(
                        variables,
                        bare(address),
                        "Where " + subscription.name() + " delivers to",
                        subscription.endpoint()));
    }

    private static void variable(ObjectNode variables, String name, String description, String preset) {
        variables
                .putObject(name)
                .put("description", description)
                .put("type", "string")
                .put("default", preset);
    }

    private void outputs(ObjectNode outputs) {
        for (Resource resource : blueprint.resources()) {
            String address = blueprint.label(resource);
            switch (resource) {
                case Resource.Queue _ ->
                    outputs.putObject(bare(address) + "_url").put("value", "${" + address + ".url}");
                case Resource.Topic _ ->
                    outputs.putObject(bare(address) + "_arn").put("value", "${" + address + ".arn}");
                case Resource.Subscription _ -> {}
            }
        }
    }

    /** What it is called among those of its type. */
    static String bare(String address) {
        return address.substring(address.indexOf('.') + 1);
    }
}
