package dev.invitations.topology.export;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.export.YamlNodes.Mapping;
import org.yaml.snakeyaml.nodes.Node;

/**
 * The topology as a CloudFormation template. Account and region are those of the stack; the prefix, keys and HTTP endpoints
 * are parameters.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html">Templates</a>
 */
public final class CloudFormation {
    /** The parameter. */
    static final String PREFIX = "Prefix";

    /** Pseudo parameters, for {@code !Sub}. */
    static final Place PLACE = new Place("${AWS::Partition}", "${AWS::Region}", "${AWS::AccountId}");

    private static final int LONGEST_QUEUE_NAME = 80;
    private static final String HEADER = """
            Exported from the topology file by ./station export cloudformation: change that file and export again.

            What a resource points at is created before it, and a topic is subscribed to only once the policies of the
            queues let SNS in; until then it would drop messages, and say nothing. RedriveAllowPolicy names the source
            queue and doesn't refer to it, since that queue refers to this one already. Queues outlive the stack: what is
            in them may be nowhere else.""";

    private final Blueprint blueprint;

    private CloudFormation(Topology topology) {
        this.blueprint = new Blueprint(topology, PLACE, CloudFormation::logicalId);
    }

    /** The template, in YAML. */
    public static String template(Topology topology) {
        return new CloudFormation(topology).template();
    }

    private static String logicalId(String kind, String name) {
        // The name of a dead-letter queue says that it is one.
        return UniqueNames.inLetters(kind.equals(Resource.DEAD_LETTER_QUEUE) ? name : name + " " + kind);
    }

    private String template() {
        CloudFormationResources resources = new CloudFormationResources(blueprint);
        return YamlNodes.write(new Mapping()
                .put(HEADER, "AWSTemplateFormatVersion", YamlNodes.text("2010-09-09"))
                .put("Description", YamlNodes.text("Topics, subscriptions, their queues and dead-letter queues"))
                .put("", "Parameters", parameters())
                .put("", "Resources", resources.node())
                .put("", "Outputs", outputs())
                .node());
    }

    private Node parameters() {
        Mapping parameters = new Mapping();
        int longest = LONGEST_QUEUE_NAME - blueprint.longestBareQueueName();
        parameters.put(
                PREFIX,
                parameter("Put in front of the name of every topic and queue", blueprint.prefix())
                        .put("AllowedPattern", YamlNodes.text("[A-Za-z0-9_-]*"))
                        .put("MaxLength", YamlNodes.number(Integer.toString(longest)))
                        .node());
        blueprint
                .keys()
                .forEach((key, id) -> parameters.put(
                        id,
                        parameter("Alias, id or ARN of the KMS key; its policy must let sns.amazonaws.com use it", key)
                                .put("MinLength", YamlNodes.number("1"))
                                .node()));
        blueprint
                .endpoints()
                .forEach((subscription, id) -> parameters.put(
                        id,
                        parameter("Where " + subscription.name() + " delivers to", subscription.endpoint())
                                .put("AllowedPattern", YamlNodes.text(subscription.protocol() + "://.+"))
                                .node()));
        return parameters.node();
    }

    private static Mapping parameter(String description, String preset) {
        return new Mapping()
                .put("Description", YamlNodes.text(description))
                .put("Type", YamlNodes.text("String"))
                .put("Default", YamlNodes.text(preset));
    }

    private Node outputs() {
        Mapping outputs = new Mapping();
        for (Resource resource : blueprint.resources()) {
            String id = blueprint.label(resource);
            switch (resource) {
                case Resource.Queue _ -> outputs.put(id + "Url", output(id));
                case Resource.Topic _ -> outputs.put(id + "Arn", output(id));
                case Resource.Subscription _ -> {}
            }
        }
        return outputs.node();
    }

    /** Ref is the URL of a queue and the ARN of a topic. */
    private static Node output(String id) {
        return new Mapping().put("Value", YamlNodes.tagged("!Ref", id)).node();
    }
}
