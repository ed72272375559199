package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TopologyTest {
    private static final Path FILE = Path.of("../deploy/topology.yaml");

    @Test
    void the_declared_topology_is_one_topic_with_a_subscription_for_each_worker() {
        Topology declared = Topology.declared();

        assertThat(declared.topics()).extracting(DeclaredTopic::name).containsExactly("invitations");
        assertThat(declared.subscriptions())
                .extracting(DeclaredSubscription::name)
                .containsExactly("email-worker", "analytics-worker");
    }

    @Test
    void the_email_worker_hears_of_invited_users_only() {
        QueueSubscription email = subscription(Topology.declared(), "email-worker");

        assertThat(email.filter().toJson()).isEqualTo("{\"event_type\":[\"user_invited\"]}");
        assertThat(email.visibilityTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(email.maxReceives()).isEqualTo(60);
        assertThat(email.queue()).isEqualTo("email-worker");
        assertThat(email.deadLetterQueue()).isEqualTo("email-worker-dlq");
    }

    @Test
    void the_analytics_worker_hears_of_everything() {
        assertThat(subscription(Topology.declared(), "analytics-worker")
                        .filter()
                        .isAll())
                .isTrue();
    }

    @Test
    void the_file_in_deploy_is_the_one_that_is_carried_along() throws IOException {
        assertThat(Topology.class.getResourceAsStream("topology.yaml")).hasContent(Files.readString(FILE));
    }

    @Test
    void a_subscription_that_says_nothing_has_the_defaults() {
        QueueSubscription silent = subscription(read("topics: {t: {subscriptions: {worker: }}}"), "worker");

        assertThat(silent.filter().isAll()).isTrue();
        assertThat(silent.visibilityTimeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(silent.handlerTimeout()).isEqualTo(Duration.ofMinutes(5));
        assertThat(silent.maxReceives()).isEqualTo(5);
        assertThat(silent.retention()).isEqualTo(Duration.ofDays(4));
        assertThat(silent.deadLetterRetention()).isEqualTo(Duration.ofDays(14));
    }

    @ParameterizedTest
    @CsvSource({"visibilityTimeout", "handlerTimeout", "maxReceives", "retention", "deadLetterRetention"})
    void the_default_that_the_file_tells_its_readers_is_the_default(String key) throws IOException {
        String told = Pattern.compile("#   " + key + " +(\\w+)")
                .matcher(Files.readString(FILE))
                .results()
                .map(MatchResult::group)
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .findFirst()
                .orElseThrow();

        assertThat(subscription(read("topics: {t: {subscriptions: {worker: {" + key + ": " + told + "}}}}"), "worker"))
                .usingRecursiveComparison()
                .isEqualTo(subscription(read("topics: {t: {subscriptions: {worker: {}}}}"), "worker"));
    }

    @ParameterizedTest
    @CsvSource({"1s,1", "90s,90", "2m,120", "12h,43200"})
    void a_duration_is_a_number_and_a_unit(String written, long seconds) {
        Topology topology = read("topics: {t: {subscriptions: {worker: {visibilityTimeout: " + written + "}}}}");

        assertThat(subscription(topology, "worker").visibilityTimeout()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({
        "30s,100ms,100",
        "30s,20s,20000",
        "30s,5m,300000",
        "1h,11h,39600000",
        "12h,6h,21600000",
    })
    void a_handler_may_take_longer_or_less_long_than_the_visibility_timeout(
            String visibilityTimeout, String handlerTimeout, long millis) {
        Topology topology = read("topics: {t: {subscriptions: {worker: {visibilityTimeout: " + visibilityTimeout
                + ", handlerTimeout: " + handlerTimeout + "}}}}");

        assertThat(subscription(topology, "worker").handlerTimeout()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void a_filter_may_use_all_that_sns_knows() {
        Topology topology = read("""
                topics:
                  t:
                    subscriptions:
                      worker:
                        filter:
                          event_type: [{prefix: invitation_}, user_invited]
                          team: [{anything-but: [acme, "42"]}, {exists: true}, {suffix: -eu}, {equals-ignore-case: acme}]
                """);

        assertThat(subscription(topology, "worker").filter().toJson())
                .isEqualTo("{\"event_type\":[{\"prefix\":\"invitation_\"},\"user_invited\"],"
                        + "\"team\":[{\"anything-but\":[\"acme\",\"42\"]},{\"exists\":true},{\"suffix\":\"-eu\"},"
                        + "{\"equals-ignore-case\":\"acme\"}]}");
    }

    @Test
    void an_endpoint_is_subscribed_over_https_and_retried_as_declared() {
        DeclaredSubscription subscription =
                read("""
                topics:
                  t:
                    subscriptions:
                      webhook-relay:
                        endpoint: https://hooks.example.com/sns
                        deliveryPolicy: {numRetries: 10, maxDelayTarget: 1m, backoffFunction: exponential}
                """).subscription("webhook-relay").orElseThrow();

        assertThat(subscription).isInstanceOfSatisfying(HttpSubscription.class, http -> {
            assertThat(http.protocol()).isEqualTo("https");
            assertThat(http.deadLetterQueue()).isEqualTo("webhook-relay-dlq");
            assertThat(http.deliveryPolicy().orElseThrow().delays())
                    .hasSize(10)
                    .startsWith(Duration.ofSeconds(20))
                    .endsWith(Duration.ofMinutes(1));
        });
    }

    @Test
    void a_fifo_topic_has_fifo_queues_unless_one_says_otherwise() {
        Topology topology = read("topics: {t: {fifo: true, subscriptions: {kept: , loose: {fifo: false}}}}");

        assertThat(topology.topics().getFirst().topic()).isEqualTo("t.fifo");
        assertThat(topology.queues())
                .extracting(QueueSubscription::queue, QueueSubscription::deadLetterQueue)
                .containsExactly(tuple("kept.fifo", "kept-dlq.fifo"), tuple("loose", "loose-dlq"));
    }

    @Test
    void whoever_may_publish_is_a_service_or_somebody_else() {
        DeclaredTopic topic = read("""
                topics:
                  t:
                    publishers: [invitation-api, 012345678901, "arn:aws:iam::123456789012:role/crm"]
                    tags: {team: growth, cost center: 42, a: b, c: d}
                    encryptionKey: alias/invitations
                    subscriptions: {worker: }
                """).topics().getFirst();

        assertThat(topic.publishers()).containsExactly("invitation-api");
        assertThat(topic.otherAccounts()).containsExactly("012345678901", "arn:aws:iam::123456789012:role/crm");
        assertThat(topic.tags())
                .containsExactly(entry("team", "growth"), entry("cost center", "42"), entry("a", "b"), entry("c", "d"));
        assertThat(topic.encryptionKey()).contains("alias/invitations");
    }

    @Test
    void a_filter_may_look_into_the_body() {
        FilterPolicy filter = subscription(
                        read(
                                "topics: {t: {subscriptions: {w: {filterScope: MessageBody, filter: {type: [user_invited], "
                                        + "data: {team: [acme]}}}}}}"),
                        "w")
                .filter();

        assertThat(filter.scope()).isEqualTo(FilterScope.MESSAGE_BODY);
        assertThat(filter.toJson()).isEqualTo("{\"type\":[\"user_invited\"],\"data\":{\"team\":[\"acme\"]}}");
    }

    @Test
    void what_differs_between_environments_is_a_placeholder_with_a_default() {
        String yaml = """
                prefix: ${INVITATIONS_PREFIX:}
                topics:
                  t:
                    encryptionKey: ${KEY:}
                    publishers: ["${PARTNER:}", api]
                    subscriptions:
                      worker:
                        maxReceives: ${MAX:5}
                        filter: {team: ["${TEAM:acme}-${REGION:eu}"]}
                      relay:
                        endpoint: https://${HOST:hooks.example.com}/sns
                """;
        Map<String, String> staging =
                Map.of("INVITATIONS_PREFIX", "staging-", "MAX", "7", "TEAM", "42", "HOST", "localhost");

        Topology topology = Topology.read("t.yaml", yaml, name -> Optional.ofNullable(staging.get(name)));

        assertThat(topology.topics().getFirst().topic()).isEqualTo("staging-t");
        assertThat(topology.topics().getFirst().encryptionKey()).isEmpty();
        assertThat(topology.topics().getFirst().publishers()).containsExactly("api");
        assertThat(topology.topics().getFirst().otherAccounts()).isEmpty();
        assertThat(subscription(topology, "worker").queue()).isEqualTo("staging-worker");
        assertThat(subscription(topology, "worker").maxReceives()).isEqualTo(7);
        assertThat(subscription(topology, "worker").filter().toJson()).isEqualTo("{\"team\":[\"42-eu\"]}");
        assertThat(((HttpSubscription) topology.subscription("relay").orElseThrow()).endpoint())
                .hasToString("https://localhost/sns");
        assertThat(Topology.read("t.yaml", yaml, name -> Optional.empty()).prefix())
                .isEmpty();
    }

    @Test
    void a_file_is_read_from_where_it_lies() throws IOException {
        assertThat(Topology.read(FILE)).usingRecursiveComparison().isEqualTo(Topology.declared());
    }

    @Test
    void a_file_that_is_not_there_is_named(@TempDir Path folder) {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> Topology.read(folder.resolve("none.yaml")))
                .withMessageContaining("none.yaml");
    }

    @Test
    void a_file_in_another_encoding_than_utf_8_is_refused_in_words(@TempDir Path folder) throws IOException {
        Path file = Files.write(folder.resolve("t.yaml"), "# Grüße".getBytes(StandardCharsets.ISO_8859_1));

        assertThatIOException().isThrownBy(() -> Topology.read(file)).withMessage(file + " is not written in UTF-8");
    }

    private static Topology read(String yaml) {
        return Topology.read("t.yaml", yaml);
    }

    private static QueueSubscription subscription(Topology topology, String name) {
        return (QueueSubscription) topology.subscription(name).orElseThrow();
    }
}
