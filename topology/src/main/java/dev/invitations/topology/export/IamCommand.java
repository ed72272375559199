package dev.invitations.topology.export;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.topology.Place;
import dev.invitations.topology.command.TopologyCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code station export iam}: all policies as one JSON object, or a file for each. */
@Command(
        name = "iam",
        description = "The IAM policy that each service needs, and each kind of operator; nothing more is allowed.")
final class IamCommand extends TopologyCommand {
    /** With words where account and region belong. */
    static final Place ANY_PLACE = new Place("aws", "REGION", "ACCOUNT");

    @Option(
            names = "--account",
            paramLabel = "ID",
            description = "The account, twelve digits. Default: the word ACCOUNT, to be replaced.")
    private String account = ANY_PLACE.account();

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The region, such as eu-central-1. Default: the word REGION, to be replaced.")
    private String region = ANY_PLACE.region();

    @Option(names = "--partition", paramLabel = "NAME", description = "The partition, such as aws-cn. Default: aws.")
    private String partition = ANY_PLACE.partition();

    @Option(
            names = "--output",
            paramLabel = "DIR",
            description = "Write a file for each policy into that folder; it is created where it is missing.")
    private Optional<Path> output = Optional.empty();

    @Override
    protected int run() throws IOException {
        requireAccount();
        Map<String, ObjectNode> policies = IamPolicies.of(topology(), new Place(partition, region, account));
        if (output.isPresent()) {
            Path folder = Files.createDirectories(output.get());
            for (Map.Entry<String, ObjectNode> policy : policies.entrySet()) {
                Files.writeString(folder.resolve(policy.getKey() + ".json"), Json.pretty(policy.getValue()));
            }
        } else {
            out().print(Json.pretty(JsonNodeFactory.instance.objectNode().setAll(policies)));
            out().flush();
        }
        return 0;
    }

    private void requireAccount() {
        if (!account.matches("\\d{12}") && !account.equals(ANY_PLACE.account())) {
            throw new ParameterException(
                    spec().commandLine(), "--account " + account + ": expected the twelve digits of an AWS account");
        }
    }
}
