package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import dev.invitations.topology.probe.Probe;
import dev.invitations.topology.probe.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/**
 * The services do all that they do, and what each of them called is held against the IAM policy that is exported for it:
 * all of it is allowed, and what else is allowed is listed here with its reason.
 */
class ServicePoliciesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ARN = "arn:aws:%s:us-east-1:000000000000:%s";

    private static Station station;
    private static JsonNode policies;

    @BeforeAll
    static void doEverything() {
        station = Station.up("policies");
        policies = policies();
        Team team = new Team(station);
        invitedAndAccepted(team);
        undeliverable(team);
        triedAgain(team);
        refused();
        probed();
        lookedAtTheirSubscriptions();
        station.awaitQuiet(PATIENCE);
    }

    @AfterAll
    static void down() {
        station.close();
    }

    private static JsonNode policies() {
        Shell.Result exported =
                Shell.run(List.of("./station", "export", "iam", "--account", "000000000000", "--region", "us-east-1"));
        assertThat(exported.exit()).as(exported.all()).isZero();
        return Http.json(exported.out());
    }

    private static void invitedAndAccepted(Team team) {
        team.invite("ann@example.com");
        assertThat(team.accept(team.acceptToken("ann@example.com")).statusCode())
                .isEqualTo(202);
        await().atMost(PATIENCE).until(() -> team.statistics().get("accepted").asInt() == 1);
    }

    private static void undeliverable(Team team) {
        team.invite("bounce@example.com");
        await().atMost(PATIENCE)
                .until(() -> team.statistics().get("undeliverable").asInt() == 1);
    }

    /** While the mail server is away, the worker puts the message back for a while. */
    private static void triedAgain(Team team) {
        station.component("smtp", false);
        team.invite("later@example.com");
        await().atMost(PATIENCE).until(() -> called("email-worker", "sqs:ChangeMessageVisibility"));
        station.component("smtp", true);
    }

    /** What is no event is refused by every worker. */
    private static void refused() {
        try (Aws aws = aws()) {
            aws.sns().publish(request -> request.topicArn(ARN.formatted("sns", "invitations"))
                    .message("not an event")
                    .messageAttributes(Map.of("event_type", attribute("user_invited"))));
        }
        await().atMost(PATIENCE)
                .until(() ->
                        called("email-worker", "sqs:SendMessage") && called("analytics-worker", "sqs:SendMessage"));
    }

    private static void probed() {
        try (Aws aws = aws()) {
            assertThat(new Probe(Topology.declared(), aws, PATIENCE, "").run())
                    .extracting(ProbeResult::status)
                    .containsOnly(ProbeResult.Status.ARRIVED);
        }
    }

    /** Where a worker was there before AWS was, it looks again some seconds later. */
    private static void lookedAtTheirSubscriptions() {
        await().atMost(PATIENCE)
                .until(() -> called("email-worker", "sns:GetSubscriptionAttributes")
                        && called("analytics-worker", "sns:GetSubscriptionAttributes"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invitation-api", "email-worker", "analytics-worker"})
    void whatAServiceDoesIsAllowed(String service) {
        assertThat(calls(service)).isNotEmpty().allSatisfy(call -> assertThat(decision(service, call))
                .isEqualTo(Decision.ALLOWED));
    }

    @Test
    void noOtherServiceCallsAws() {
        // The local station applies the topology as "test"; this test looks into queues without a signature.
        assertThat(log().valueStream().map(call -> call.get("accessKey").asText()))
                .containsOnly("test", "", "invitation-api", "email-worker", "analytics-worker");
    }

    @Test
    void whatIsAllowedIsNeeded() {
        assertThat(unused("invitation-api")).isEmpty();
        assertThat(unused("email-worker")).isEmpty();
        // It puts a message back while Redis is away.
        assertThat(unused("analytics-worker"))
                .containsExactly("sqs:ChangeMessageVisibility " + ARN.formatted("sqs", "analytics-worker"));
    }

    @ParameterizedTest(name = "{0} may not {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            email-worker     | sqs:ReceiveMessage            | sqs:analytics-worker
            email-worker     | sqs:SendMessage               | sqs:analytics-worker-dlq
            email-worker     | sqs:SendMessage               | sqs:email-worker
            email-worker     | sqs:ReceiveMessage            | sqs:email-worker-dlq
            email-worker     | sqs:ReceiveMessage            | sqs:station-probe-replies
            email-worker     | sqs:PurgeQueue                | sqs:email-worker
            email-worker     | sqs:DeleteQueue               | sqs:email-worker
            email-worker     | sqs:CreateQueue               | sqs:email-worker
            email-worker     | sqs:SetQueueAttributes        | sqs:email-worker
            email-worker     | sqs:StartMessageMoveTask      | sqs:email-worker-dlq
            email-worker     | sns:Subscribe                 | sns:invitations
            email-worker     | sns:SetTopicAttributes        | sns:invitations
            email-worker     | sns:Publish                   | sns:others
            analytics-worker | sns:Publish                   | sns:invitations
            analytics-worker | sqs:ReceiveMessage            | sqs:email-worker
            invitation-api   | sns:ListSubscriptionsByTopic  | sns:invitations
            invitation-api   | sqs:SendMessage               | sqs:email-worker
            invitation-api   | sqs:ReceiveMessage            | sqs:email-worker
            """)
    void andNothingElse(String service, String action, String resource) {
        String[] parts = resource.split(":");

        assertThat(decision(service, action + " " + ARN.formatted(parts[0], parts[1])))
                .isEqualTo(Decision.NOT_ALLOWED);
    }

    private static Decision decision(String service, String call) {
        String[] words = call.split(" ");
        return PolicyDocument.parse(policies.get(service).toString())
                .evaluate(new AccessRequest(
                        new Principal.Aws("arn:aws:iam::000000000000:role/" + service), words[0], words[1], Map.of()));
    }

    /** Each action with its resource that the policy names and that was not called. */
    private static Set<String> unused(String service) {
        Set<String> called = calls(service);
        Set<String> actions = called.stream().map(call -> call.split(" ")[0]).collect(Collectors.toSet());
        Set<String> unused = new TreeSet<>();
        for (JsonNode statement : policies.get(service).get("Statement")) {
            String resource = statement.get("Resource").asText();
            oneOrMore(statement.get("Action"))
                    .filter(action -> resource.equals("*")
                            ? !actions.contains(action)
                            : !called.contains(action + " " + resource))
                    .forEach(action -> unused.add(action + " " + resource));
        }
        return unused;
    }

    private static Stream<String> oneOrMore(JsonNode texts) {
        return texts.isArray() ? texts.valueStream().map(JsonNode::asText) : Stream.of(texts.asText());
    }

    private static boolean called(String service, String action) {
        return calls(service).stream().anyMatch(call -> call.startsWith(action + " "));
    }

    /** Such as {@code sqs:ReceiveMessage arn:aws:sqs:us-east-1:000000000000:email-worker}. */
    private static Set<String> calls(String service) {
        return log().valueStream()
                .filter(call -> call.get("accessKey").asText().equals(service))
                .map(call ->
                        call.get("action").asText() + " " + call.get("resource").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static JsonNode log() {
        return Http.json(Http.get(station.uri("aws", "/_station/calls")));
    }

    private static Aws aws() {
        return Aws.onThisMachine(station.uri("aws", ""), Optional.empty(), Optional.empty());
    }

    private static MessageAttributeValue attribute(String value) {
        return MessageAttributeValue.builder()
                .dataType("String")
                .stringValue(value)
                .build();
    }
}
