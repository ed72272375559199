package dev.invitations.station.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.Aws;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.ApplyCommand;
import dev.invitations.topology.dlq.DlqCommand;
import dev.invitations.topology.doctor.DoctorCommand;
import dev.invitations.topology.export.IamPolicies;
import dev.invitations.topology.plan.PlanCommand;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import dev.invitations.topology.probe.Probe;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Commands under access keys of their own: what they call is what the policy of their name allows, and what it allows is
 * called, save what is listed with a reason.
 */
@ExtendWith(Aws.Extension.class)
class OperatorPoliciesTest {
    private static final String ACCESS_KEY = "aws.accessKeyId";
    private static final String SECRET = "aws.secretAccessKey";

    private final Aws aws;
    private final SqsClient sqs;
    private final String prefix = UUID.randomUUID().toString().substring(0, 8) + "-";
    private Path file;

    OperatorPoliciesTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
    }

    @BeforeEach
    void apply(@TempDir Path folder) throws IOException {
        file = folder.resolve("t.yaml");
        declare(2, "user_invited");
    }

    @AfterEach
    void nobody() {
        System.clearProperty(ACCESS_KEY);
        System.clearProperty(SECRET);
    }

    @Test
    void who_applies_creates_and_changes() throws Exception {
        run("station-apply", new ApplyCommand());
        declare(3, "invitation_accepted");
        sqs.setQueueAttributes(request -> request.queueUrl(url("worker")).attributesWithStrings(Map.of("Policy", "")));
        aws.sns.setTopicAttributes(request -> request.topicArn(Place.LOCAL.topicArn(prefix + "events"))
                .attributeName("Policy")
                .attributeValue("{\"Version\":\"2012-10-17\",\"Statement\":[]}"));
        run("station-apply", new ApplyCommand());

        assertAllowed("station-apply");
        // It looks at tags of what it has not made itself.
        assertThat(unused("station-apply"))
                .isSubsetOf("sns:ListTagsForResource", "sns:ListTopics", "sqs:ListQueueTags", "sqs:ListQueues");
    }

    @Test
    void who_plans_looks_also_for_what_is_not_declared() throws Exception {
        run("somebody", new ApplyCommand());
        sqs.createQueue(request -> request.queueName(prefix + "left-over"));

        run("station-plan", new PlanCommand());

        assertAllowed("station-plan");
        assertThat(unused("station-plan")).isEmpty();
    }

    @Test
    void who_prunes_deletes_what_is_no_longer_declared() throws Exception {
        run("somebody", new ApplyCommand());
        String declared = Files.readString(file);
        Files.writeString(file, declared.replace("events:", "others:").replace("worker:", "successor:"));

        run("station-prune", new ApplyCommand(), "--prune", "--yes");

        assertAllowed("station-prune", "station-apply");
        assertThat(unused("station-prune")).isEmpty();
    }

    @Test
    void the_doctor_looks() throws Exception {
        run("somebody", new ApplyCommand());

        run("station-doctor", new DoctorCommand());

        assertAllowed("station-doctor");
        // There is no CloudWatch here.
        assertThat(unused("station-doctor")).isSubsetOf("cloudwatch:GetMetricData");
    }

    @Test
    void who_probes_publishes_and_hears_replies() throws Exception {
        run("somebody", new ApplyCommand());

        SqsClient client = aws.sqs(key("station-probe"));
        new Probe(
                        topology(),
                        new dev.invitations.topology.aws.Aws(
                                aws.sns(
                                        key("station-probe"),
                                        client.serviceClientConfiguration().region()),
                                client,
                                Place.LOCAL,
                                Duration.ofSeconds(2)),
                        Duration.ofSeconds(1),
                        "")
                .run();

        assertAllowed("station-probe", "station-doctor");
        // There is nobody who answers.
        assertThat(unused("station-probe")).isSubsetOf("sqs:DeleteMessage");
    }

    @Test
    void dead_letters_are_looked_at_moved_and_purged() throws Exception {
        run("somebody", new ApplyCommand());
        for (int i = 0; i < 2; i++) {
            sqs.sendMessage(request -> request.queueUrl(url("worker-dlq")).messageBody("letter"));
        }
        run("station-dlq", new DlqCommand());
        run("station-dlq", new DlqCommand(), "worker", "peek");
        run("station-dlq", new DlqCommand(), "worker", "redrive");
        sqs.sendMessage(request -> request.queueUrl(url("worker-dlq")).messageBody("letter"));
        run("station-dlq", new DlqCommand(), "worker", "purge", "--yes");

        assertAllowed("station-dlq");
        // SQS sends in the caller's name while it moves, and a task is stopped only where a worker puts back what it
        // gets; the others are for what goes to an endpoint again.
        assertThat(unused("station-dlq"))
                .isSubsetOf(
                        "sqs:CancelMessageMoveTask",
                        "sqs:SendMessage",
                        "sqs:DeleteMessage",
                        "sns:ListSubscriptionsByTopic");
    }

    private void declare(int maxReceives, String event) throws IOException {
        Files.writeString(file, """
                prefix: %s
                topics:
                  events:
                    tags: {team: shop}
                    subscriptions:
                      worker:
                        filter: {event_type: [%s]}
                        maxReceives: %d
                """.formatted(prefix, event, maxReceives));
    }

    private Topology topology() throws IOException {
        return Topology.read(file);
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(prefix + queue)).queueUrl();
    }

    /** Everybody has an access key of this test alone. */
    private String key(String who) {
        return prefix + who;
    }

    private void run(String who, Object command, String... arguments) {
        System.setProperty(ACCESS_KEY, key(who));
        System.setProperty(SECRET, "test");
        StringWriter said = new StringWriter();
        CommandLine commandLine =
                new CommandLine(command).setOut(new PrintWriter(said)).setErr(new PrintWriter(said));
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of(
                "--file", file.toString(), "--endpoint-url", aws.endpoint().toString()));

        assertThat(commandLine.execute(words.toArray(String[]::new)))
                .as(said.toString())
                .isZero();
    }

    /** @param more whose policy comes on top of that */
    private void assertAllowed(String who, String... more) throws Exception {
        List<PolicyDocument> policies = new ArrayList<>();
        policies.add(PolicyDocument.parse(policy(who).toString()));
        for (String name : more) {
            policies.add(PolicyDocument.parse(policy(name).toString()));
        }
        assertThat(aws.calls(key(who)).keySet()).isNotEmpty().allSatisfy(call -> assertThat(policies)
                .anyMatch(policy -> policy.evaluate(request(call)) == Decision.ALLOWED));
    }

    private AccessRequest request(String call) {
        String[] words = call.split(" ");
        Map<String, String> tag = Map.of("aws:ResourceTag/" + Topology.TAG, "prefix:" + prefix);
        return new AccessRequest(new Principal.Aws("arn:aws:iam::000000000000:role/operator"), words[0], words[1], tag);
    }

    /** The actions that the policy allows and that were not called. */
    private Set<String> unused(String who) throws Exception {
        Set<String> actions = new TreeSet<>();
        policy(who).get("Statement").forEach(statement -> {
            if (statement.get("Action").isTextual()) {
                actions.add(statement.get("Action").asText());
            }
            statement.get("Action").forEach(action -> actions.add(action.asText()));
        });
        aws.calls(key(who)).keySet().forEach(call -> actions.remove(call.split(" ")[0]));
        return actions;
    }

    private ObjectNode policy(String who) throws IOException {
        return IamPolicies.of(topology(), Place.LOCAL).get(who);
    }
}
