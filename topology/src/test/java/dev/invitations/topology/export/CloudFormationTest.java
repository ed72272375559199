package dev.invitations.topology.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Topologies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CloudFormationTest {
    /** {@code .ci/run} has cfn-lint look at what lies there. */
    private static final Path SAMPLES = Path.of("target", "cloudformation");

    private static final Pattern RESOURCE = Pattern.compile("^  (\\w+):\\n((?: {4}.*\\n)+)", Pattern.MULTILINE);
    private static final Pattern REFERENCE =
            Pattern.compile("!Ref '(\\w+)'|!GetAtt '(\\w+)\\.|^      - (\\w+)$", Pattern.MULTILINE);

    private final String rich = CloudFormation.template(Topologies.rich());

    static Stream<Topology> topologies() {
        return Stream.of(Topology.declared(), Topologies.rich(), Topologies.namedAlike());
    }

    @Test
    void samples_are_left_for_the_linter() throws IOException {
        Files.createDirectories(SAMPLES);
        Files.writeString(SAMPLES.resolve("rich.yaml"), rich);
        Path alike = Files.writeString(
                SAMPLES.resolve("named-alike.yaml"), CloudFormation.template(Topologies.namedAlike()));

        assertThat(alike).isNotEmptyFile();
    }

    @Test
    void no_account_and_no_region_is_written_in() {
        assertThat(CloudFormation.template(Topology.declared()))
                .doesNotContainPattern("\\d{12}")
                .contains("'arn:${AWS::Partition}:iam::${AWS::AccountId}:root'");
    }

    @ParameterizedTest
    @MethodSource("topologies")
    void there_is_an_order_in_which_everything_comes_after_what_it_refers_to(Topology topology) {
        Map<String, Set<String>> waiting = references(CloudFormation.template(topology));
        while (waiting.entrySet().removeIf(resource -> resource.getValue().isEmpty())) {
            waiting.values().forEach(references -> references.retainAll(waiting.keySet()));
        }

        assertThat(waiting).as("go in a circle").isEmpty();
    }

    @Test
    void a_topic_is_subscribed_to_only_once_the_queues_let_sns_in() {
        Map<String, Set<String>> references = references(rich);

        assertThat(references.get("BillingSubscription"))
                .containsExactlyInAnyOrder(
                        "OrdersTopic", "BillingQueue", "BillingQueuePolicy", "BillingDlq", "BillingDlqPolicy");
        assertThat(references.get("CustomersSubscription"))
                .containsExactlyInAnyOrder("OrdersTopic", "CustomersEndpoint", "CustomersDlq", "CustomersDlqPolicy");
    }

    @Test
    void a_queue_redrives_to_its_dead_letter_queue_which_takes_from_no_other() {
        assertThat(rich).contains("""
                      RedrivePolicy:
                        deadLetterTargetArn: !GetAtt 'BillingDlq.Arn'
                        maxReceiveCount: 3
                """).contains("""
                      RedriveAllowPolicy:
                        redrivePermission: byQueue
                        sourceQueueArns:
                          - !Sub 'arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:${Prefix}billing'
                """);
    }

    @Test
    void queues_and_their_messages_outlive_the_stack() {
        assertThat(resources(rich).values())
                .filteredOn(resource -> resource.contains("Type: AWS::SQS::Queue\n"))
                .isNotEmpty()
                .allSatisfy(queue ->
                        assertThat(queue).contains("DeletionPolicy: Retain\n", "UpdateReplacePolicy: Retain\n"));
    }

    @Test
    void what_differs_between_environments_is_a_parameter() {
        assertThat(rich).contains("""
                  Prefix:
                    Description: Put in front of the name of every topic and queue
                    Type: String
                    Default: staging-
                """).contains("""
                    Default: alias/orders
                """).contains("""
                    Default: https://hooks.example.com/orders
                    AllowedPattern: https://.+
                """).contains("""
                      KmsMasterKeyId: !Ref 'OrdersKey'
                """).contains("""
                      Endpoint: !Ref 'CustomersEndpoint'
                """);
    }

    @Test
    void the_prefix_leaves_room_for_the_longest_name_of_a_queue() {
        String name = "a-name-of-thirty-letters-or-so";

        assertThat(CloudFormation.template(Topologies.topology(Topologies.queue("", name, false, "{}"))))
                .contains("MaxLength: " + (80 - (name + "-dlq").length()) + "\n");
    }

    @Test
    void a_fifo_topic_has_fifo_queues() {
        assertThat(resources(rich).get("LedgerFifoTopic"))
                .contains("TopicName: !Sub '${Prefix}ledger.fifo'", "FifoTopic: true");
        assertThat(resources(rich).get("AuditFifoQueue"))
                .contains("QueueName: !Sub '${Prefix}audit.fifo'", "FifoQueue: true");
    }

    @Test
    void a_filter_keeps_the_types_of_its_values() {
        assertThat(resources(rich).get("AuditSubscription")).contains("""
                      FilterPolicy:
                        amount:
                          - numeric:
                              - '>='
                              - 100.5
                        test:
                          - exists: false
                        paid:
                          - true
                """);
    }

    @Test
    void others_may_publish_in_the_partition_of_the_stack() {
        assertThat(resources(rich).get("OrdersTopicPolicy")).contains("""
                              AWS:
                                - !Sub 'arn:${AWS::Partition}:iam::210987654321:root'
                                - arn:aws:iam::321098765432:role/partner
                """);
    }

    @Test
    void what_only_looks_like_a_parameter_stays_as_it_is() {
        assertThat(resources(rich).get("BillingSubscription")).contains("""
                        currency:
                          - ${any}
                """);
    }

    @Test
    void resources_with_names_alike_are_told_apart_and_always_in_the_same_way() {
        assertThat(resources(CloudFormation.template(Topologies.namedAlike())).keySet())
                .filteredOn(id -> id.startsWith("MailWorkerQueue") && !id.endsWith("Policy"))
                .containsExactly("MailWorkerQueue", "MailWorkerQueue7b907277", "MailWorkerQueue960256a4");
    }

    private static Map<String, String> resources(String template) {
        return RESOURCE.matcher(
                        template.substring(template.indexOf("\nResources:"), template.indexOf("\nOutputs:") + 1))
                .results()
                .collect(Collectors.toMap(
                        resource -> resource.group(1),
                        resource -> resource.group(2),
                        (one, _) -> one,
                        LinkedHashMap::new));
    }

    /** By logical id, what a resource refers to and what it depends on. */
    private static Map<String, Set<String>> references(String template) {
        Map<String, Set<String>> references = new LinkedHashMap<>();
        resources(template)
                .forEach((id, resource) -> references.put(
                        id,
                        REFERENCE
                                .matcher(resource)
                                .results()
                                .map(CloudFormationTest::name)
                                .collect(Collectors.toCollection(TreeSet::new))));
        return references;
    }

    private static String name(MatchResult reference) {
        return Stream.of(1, 2, 3)
                .map(reference::group)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
    }
}
