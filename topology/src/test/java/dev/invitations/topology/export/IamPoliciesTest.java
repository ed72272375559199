package dev.invitations.topology.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.Topologies;
import dev.invitations.topology.TopologyFailure;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.PolicyDocument;
import dev.invitations.topology.policy.Principal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IamPoliciesTest {
    private static final Place PLACE = new Place("aws", "eu-central-1", "123456789012");

    private final Map<String, ObjectNode> policies = IamPolicies.of(Topologies.rich(), PLACE);

    @Test
    void there_is_one_for_each_service_and_one_for_each_thing_that_operators_do() {
        assertThat(policies)
                .containsOnlyKeys(
                        "shop",
                        "billing",
                        "audit",
                        "station-plan",
                        "station-apply",
                        "station-prune",
                        "station-doctor",
                        "station-probe",
                        "station-dlq");
    }

    @ParameterizedTest(name = "{0} may {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            shop           | sns:Publish                   | sns:staging-orders
            shop           | sns:GetTopicAttributes        | sns:staging-orders
            billing        | sns:Publish                   | sns:staging-orders
            billing        | sns:Publish                   | sns:staging-ledger.fifo
            billing        | sqs:GetQueueUrl               | sqs:staging-billing
            billing        | sqs:ReceiveMessage            | sqs:staging-billing
            billing        | sqs:DeleteMessage             | sqs:staging-billing
            billing        | sqs:ChangeMessageVisibility   | sqs:staging-billing
            billing        | sqs:GetQueueUrl               | sqs:staging-billing-dlq
            billing        | sqs:SendMessage               | sqs:staging-billing-dlq
            billing        | sns:ListSubscriptionsByTopic  | sns:staging-orders
            billing        | sns:GetSubscriptionAttributes | sns:staging-orders:0b1c
            billing        | sqs:SendMessage               | sqs:staging-station-probe-replies
            audit          | sqs:ReceiveMessage            | sqs:staging-audit.fifo
            audit          | sqs:SendMessage               | sqs:staging-audit-dlq.fifo
            station-doctor | sqs:GetQueueAttributes        | sqs:staging-billing
            station-plan   | sqs:ListQueues                | sqs:
            station-plan   | sqs:ListQueueTags             | sqs:staging-left-over
            station-apply  | sqs:GetQueueAttributes        | sqs:staging-billing
            station-apply  | sqs:CreateQueue               | sqs:staging-billing-dlq
            station-apply  | sns:Subscribe                 | sns:staging-orders
            station-apply  | sns:SetSubscriptionAttributes | sns:staging-orders:0b1c
            station-probe  | sns:Publish                   | sns:staging-orders
            station-probe  | sqs:ReceiveMessage            | sqs:staging-station-probe-replies
            station-dlq    | sqs:ReceiveMessage            | sqs:staging-billing-dlq
            station-dlq    | sqs:PurgeQueue                | sqs:staging-customers-dlq
            station-dlq    | sqs:SendMessage               | sqs:staging-billing
            """)
    void what_is_needed_is_allowed(String who, String action, String resource) {
        assertThat(decision(who, action, resource)).isEqualTo(Decision.ALLOWED);
    }

    @ParameterizedTest(name = "{0} may not {1} {2}")
    @CsvSource(delimiter = '|', textBlock = """
            shop           | sns:Publish                   | sns:staging-ledger.fifo
            shop           | sns:Publish                   | sns:orders
            shop           | sns:Subscribe                 | sns:staging-orders
            shop           | sqs:SendMessage               | sqs:staging-billing
            shop           | sqs:ReceiveMessage            | sqs:staging-billing
            shop           | sns:GetSubscriptionAttributes | sns:staging-orders:0b1c
            billing        | sqs:ReceiveMessage            | sqs:staging-audit.fifo
            billing        | sqs:ReceiveMessage            | sqs:staging-billing-dlq
            billing        | sqs:SendMessage               | sqs:staging-billing
            billing        | sqs:PurgeQueue                | sqs:staging-billing
            billing        | sqs:DeleteQueue               | sqs:staging-billing
            billing        | sqs:SetQueueAttributes        | sqs:staging-billing
            billing        | sqs:CreateQueue               | sqs:staging-billing
            billing        | sqs:ReceiveMessage            | sqs:staging-station-probe-replies
            billing        | sns:SetSubscriptionAttributes | sns:staging-orders:0b1c
            audit          | sns:Publish                   | sns:staging-ledger.fifo
            station-doctor | sqs:SetQueueAttributes        | sqs:staging-billing
            station-doctor | sqs:ReceiveMessage            | sqs:staging-billing
            station-doctor | sqs:GetQueueAttributes        | sqs:production-billing
            station-plan   | sqs:CreateQueue               | sqs:staging-billing
            station-apply  | sqs:DeleteQueue               | sqs:staging-billing
            station-apply  | sqs:CreateQueue               | sqs:staging-another
            station-apply  | sqs:ReceiveMessage            | sqs:staging-billing
            station-apply  | sns:Publish                   | sns:staging-orders
            station-prune  | sqs:DeleteQueue               | sqs:staging-billing
            station-probe  | sqs:ReceiveMessage            | sqs:staging-billing
            station-dlq    | sqs:ReceiveMessage            | sqs:staging-billing
            station-dlq    | sqs:PurgeQueue                | sqs:staging-billing
            station-dlq    | sqs:SendMessage               | sqs:staging-billing-dlq
            """)
    void nothing_else_is(String who, String action, String resource) {
        assertThat(decision(who, action, resource)).isEqualTo(Decision.NOT_ALLOWED);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs:DeleteQueue, sqs:staging-billing, prefix:staging-, ALLOWED",
        "sns:DeleteTopic, sns:staging-orders, prefix:staging-, ALLOWED",
        "sqs:DeleteQueue, sqs:staging-billing, prefix:, NOT_ALLOWED",
        "sqs:PurgeQueue, sqs:staging-billing, prefix:staging-, NOT_ALLOWED"
    })
    void who_prunes_may_delete_what_has_the_tag_of_this_topology(
            String action, String resource, String tag, Decision decision) {
        assertThat(decision("station-prune", action, resource, Map.of("aws:ResourceTag/invitation-station", tag)))
                .isEqualTo(decision);
    }

    @Test
    void no_action_is_left_open_and_all_resources_only_where_iam_knows_no_single_ones() {
        for (JsonNode policy : policies.values()) {
            for (JsonNode statement : policy.get("Statement")) {
                assertThat(texts(statement.get("Action"))).noneMatch(action -> action.contains("*"));
                if (statement.get("Resource").asText().equals("*")) {
                    assertThat(texts(statement.get("Action")))
                            .isSubsetOf(
                                    "cloudwatch:GetMetricData",
                                    "sns:GetSubscriptionAttributes",
                                    "sns:ListTopics",
                                    "sns:SetSubscriptionAttributes",
                                    "sns:Unsubscribe",
                                    "sqs:ListQueues");
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"alias/orders", "arn:aws:kms:eu-central-1:123456789012:alias/orders"})
    void a_key_that_is_named_by_an_alias_is_a_condition(String key) {
        assertThat(keyStatement(key)).hasToString("""
                {"Sid":"%s","Effect":"Allow","Action":["kms:Decrypt","kms:GenerateDataKey"],\
                "Resource":"arn:aws:kms:eu-central-1:123456789012:key/*",\
                "Condition":{"ForAnyValue:StringEquals":{"kms:ResourceAliases":"alias/orders"}}}""".formatted(UniqueNames.inLetters("encrypt with " + key)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1b2c-3d", "arn:aws:kms:eu-central-1:123456789012:key/1b2c-3d"})
    void a_key_that_is_named_by_itself_is_the_resource(String key) {
        JsonNode statement = keyStatement(key);

        assertThat(statement.get("Resource").asText()).isEqualTo("arn:aws:kms:eu-central-1:123456789012:key/1b2c-3d");
        assertThat(statement.has("Condition")).isFalse();
    }

    @Test
    void a_service_can_not_have_the_name_of_an_operator() {
        Topology topology = Topologies.topology(Topologies.queue("", "station-apply", false, "{}"));

        assertThatThrownBy(() -> IamPolicies.of(topology, PLACE))
                .isInstanceOf(TopologyFailure.class)
                .hasMessage("service station-apply: the policy of that name is for who runs ./station; "
                        + "expected another name");
    }

    private static JsonNode keyStatement(String key) {
        JsonNode statements =
                IamPolicies.of(encrypted(key), PLACE).get("worker").get("Statement");
        return statements.get(statements.size() - 1);
    }

    private static Topology encrypted(String key) {
        return new Topology(
                "",
                List.of(new DeclaredTopic(
                        "",
                        "events",
                        false,
                        Optional.of(key),
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(Topologies.queue("", "worker", false, "{}")))));
    }

    private Decision decision(String who, String action, String resource) {
        return decision(who, action, resource, Map.of());
    }

    /** @param resource such as {@code sqs:name} */
    private Decision decision(String who, String action, String resource, Map<String, String> context) {
        String[] parts = resource.split(":", 2);
        return PolicyDocument.parse(policies.get(who).toString())
                .evaluate(new AccessRequest(
                        new Principal.Aws("arn:aws:iam::123456789012:role/" + who),
                        action,
                        "arn:aws:" + parts[0] + ":eu-central-1:123456789012:" + parts[1],
                        context));
    }

    private static List<String> texts(JsonNode oneOrMore) {
        return oneOrMore.isArray()
                ? oneOrMore.valueStream().map(JsonNode::asText).toList()
                : Stream.of(oneOrMore.asText()).toList();
    }
}
