package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
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
        assertThat(silent.maxReceives()).isEqualTo(5);
        assertThat(silent.retention()).isEqualTo(Duration.ofDays(4));
        assertThat(silent.deadLetterRetention()).isEqualTo(Duration.ofDays(14));
    }

    @ParameterizedTest
    @CsvSource({"visibilityTimeout", "maxReceives", "retention", "deadLetterRetention"})
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
