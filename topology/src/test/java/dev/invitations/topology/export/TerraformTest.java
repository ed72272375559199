package dev.invitations.topology.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Topologies;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TerraformTest {
    /** Of the provider's versions 5 and 6, as far as SNS and SQS have something to say about them. */
    private static final Map<String, Set<String>> ARGUMENTS = Map.of(
            "aws_sqs_queue",
            Set.of(
                    "name",
                    "fifo_queue",
                    "visibility_timeout_seconds",
                    "message_retention_seconds",
                    "redrive_policy",
                    "kms_master_key_id",
                    "sqs_managed_sse_enabled",
                    "tags",
                    "lifecycle"),
            "aws_sqs_queue_policy",
            Set.of("queue_url", "policy"),
            "aws_sqs_queue_redrive_allow_policy",
            Set.of("queue_url", "redrive_allow_policy"),
            "aws_sns_topic",
            Set.of("name", "fifo_topic", "kms_master_key_id", "signature_version", "tags"),
            "aws_sns_topic_policy",
            Set.of("arn", "policy"),
            "aws_sns_topic_subscription",
            Set.of(
                    "topic_arn",
                    "protocol",
                    "endpoint",
                    "raw_message_delivery",
                    "filter_policy_scope",
                    "filter_policy",
                    "delivery_policy",
                    "redrive_policy",
                    "depends_on"));

    private static final Pattern REFERENCE = Pattern.compile("(?:aws_\\w+|local|var|data\\.\\w+)\\.\\w+(?=[.)}\"])");

    private final JsonNode rich = configuration(Topologies.rich());

    static Stream<Topology> topologies() {
        return Stream.of(Topology.declared(), Topologies.rich(), Topologies.namedAlike());
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void resources_have_arguments_that_the_provider_knows(Topology topology) {
        configuration(topology).get("resource").properties().forEach(type -> type.getValue()
                .forEach(resource ->
                        assertThat(keys(resource)).as(type.getKey()).isSubsetOf(ARGUMENTS.get(type.getKey()))));
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void there_is_an_order_in_which_everything_comes_after_what_it_refers_to(Topology topology) {
        Map<String, Set<String>> waiting = references(configuration(topology));
        Set<String> resolved = new TreeSet<>(Set.of("data.aws_partition.current", "data.aws_caller_identity.current"));
        while (waiting.entrySet()
                .removeIf(block -> resolved.containsAll(block.getValue()) && resolved.add(block.getKey()))) {
            // Each round resolves some more.
        }

        assertThat(waiting).as("go in a circle, or refer to what is not there").isEmpty();
    }

    @Test
    void a_topic_is_subscribed_to_only_once_the_queues_let_sns_in() {
        assertThat(texts(rich.at("/resource/aws_sns_topic_subscription/billing/depends_on")))
                .containsExactly("aws_sqs_queue_policy.billing_dlq", "aws_sqs_queue_policy.billing");
        assertThat(texts(rich.at("/resource/aws_sns_topic_subscription/customers/depends_on")))
                .containsExactly("aws_sqs_queue_policy.customers_dlq");
    }

    @Test
    void what_the_provider_takes_as_text_is_encoded_where_it_belongs() {
        assertThat(rich.at("/resource/aws_sqs_queue/billing/redrive_policy").asText())
                .isEqualTo("${jsonencode(local.billing_redrive_policy)}");
        assertThat(rich.at("/locals/billing_redrive_policy")).hasToString("""
                {"deadLetterTargetArn":"${aws_sqs_queue.billing_dlq.arn}","maxReceiveCount":3}""");
    }

    @Test
    void what_differs_between_environments_is_a_variable() {
        assertThat(defaults(rich.get("variable")))
                .containsExactly(
                        entry("prefix", "staging-"),
                        entry("orders_key", "alias/orders"),
                        entry("customers_endpoint", "https://hooks.example.com/orders"));
        assertThat(rich.at("/resource/aws_sns_topic/orders/kms_master_key_id").asText())
                .isEqualTo("${var.orders_key}");
        assertThat(rich.at("/resource/aws_sns_topic_subscription/customers/endpoint")
                        .asText())
                .isEqualTo("${var.customers_endpoint}");
    }

    @Test
    void a_queue_has_one_kind_of_encryption() {
        rich.at("/resource/aws_sqs_queue").forEach(queue -> assertThat(keys(queue))
                .filteredOn(Set.of("kms_master_key_id", "sqs_managed_sse_enabled")::contains)
                .hasSize(1));
    }

    @Test
    void a_fifo_topic_has_fifo_queues() {
        assertThat(rich.at("/resource/aws_sns_topic/ledger_fifo/fifo_topic").asBoolean())
                .isTrue();
        JsonNode queue = rich.at("/resource/aws_sqs_queue/audit_fifo");
        assertThat(queue.get("name").asText()).isEqualTo("${var.prefix}audit.fifo");
        assertThat(queue.get("fifo_queue").asBoolean()).isTrue();
    }

    @Test
    void a_filter_keeps_its_values_and_their_types() {
        assertThat(rich.at("/locals/audit_subscription_filter_policy"))
                .hasToString(
                        "{\"amount\":[{\"numeric\":[\">=\",100.5]}],\"test\":[{\"exists\":false}],\"paid\":[true]}");
    }

    @Test
    void what_only_looks_like_a_template_is_escaped() {
        assertThat(rich.at("/locals/billing_subscription_filter_policy/currency/0")
                        .asText())
                .isEqualTo("$${any}");
    }

    @Test
    void resources_with_names_alike_are_told_apart() {
        assertThat(keys(configuration(Topologies.namedAlike()).at("/resource/aws_sqs_queue")))
                .filteredOn(name -> name.startsWith("mail_worker") && !name.contains("dlq"))
                .hasSize(2);
    }

    private static JsonNode configuration(Topology topology) {
        try {
            return new JsonMapper().readTree(Terraform.configuration(topology));
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    /** By the name of each block, the names of others in it. */
    private static Map<String, Set<String>> references(JsonNode configuration) {
        Map<String, Set<String>> references = new HashMap<>();
        configuration.get("variable").properties().forEach(block -> references.put("var." + block.getKey(), Set.of()));
        configuration
                .get("locals")
                .properties()
                .forEach(block -> references.put(
                        "local." + block.getKey(), references(block.getValue().toString())));
        configuration.get("resource").properties().forEach(type -> type.getValue()
                .properties()
                .forEach(block -> references.put(
                        type.getKey() + "." + block.getKey(),
                        references(block.getValue().toString()))));
        return references;
    }

    private static Set<String> references(String block) {
        return REFERENCE.matcher(block).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static List<String> keys(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    private static Map<String, String> defaults(JsonNode variables) {
        return variables
                .propertyStream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        variable -> variable.getValue().get("default").asText(),
                        (one, _) -> one,
                        LinkedHashMap::new));
    }
}
