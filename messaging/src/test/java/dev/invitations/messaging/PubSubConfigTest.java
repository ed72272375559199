package dev.invitations.messaging;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.invitations.messaging.PubSubConfig.CarrierName;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.math.BigInteger;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a service reads, with what SmallRye Config finds on the class path, from properties and variables. */
class PubSubConfigTest {
    private static final String OF_EMAIL = "invitations.pubsub.subscriptions.\"email-worker\".";

    @Test
    void every_default_is_as_recorded() throws ReflectiveOperationException {
        PubSubConfig config = config(Map.of(), Map.of());

        assertThat(values(PubSubConfig.class, config))
                .containsOnly(
                        entry("impl", CarrierName.AWS),
                        entry("topicArn", TopicArn.of("arn:aws:sns:us-east-1:000000000000:invitations")),
                        entry("publish", config.publish()),
                        entry("everySubscription", config.everySubscription()),
                        entry("subscriptions", Map.of()));
        assertThat(values(PublishConfig.class, config.publish()))
                .containsOnly(
                        entry("timeout", Duration.ofSeconds(4)),
                        entry("attemptTimeout", Duration.ofSeconds(2)),
                        entry("attempts", 5),
                        entry("firstRetry", Duration.ofMillis(100)),
                        entry("longestRetry", Duration.ofSeconds(1)));
        assertThat(values(SubscriberConfig.class, config.everySubscription()))
                .containsOnly(
                        entry("maxInFlight", 100),
                        entry("maxBytesInFlight", new MemorySize(BigInteger.valueOf(16 * 1024 * 1024))),
                        entry("maxReceivers", 10),
                        entry("longPoll", Duration.ofSeconds(20)),
                        entry("linger", Duration.ofMillis(20)),
                        entry("firstRetry", Duration.ofSeconds(1)),
                        entry("longestRetry", Duration.ofMinutes(5)),
                        entry("maxAge", Duration.ofDays(28)),
                        entry("drain", Duration.ofSeconds(10)));
    }

    @Test
    void what_a_subscription_leaves_out_is_as_for_every_other_and_else_the_default() {
        PubSubConfig config = config(
                Map.of(
                        OF_EMAIL + "max-in-flight",
                        "5",
                        "invitations.pubsub.max-in-flight",
                        "50",
                        "invitations.pubsub.drain",
                        "3s"),
                Map.of());

        assertThat(config.of("email-worker").maxInFlight()).isEqualTo(5);
        assertThat(config.of("email-worker").drain()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.of("email-worker").maxReceivers()).isEqualTo(10);
        assertThat(config.of("analytics-worker").maxInFlight()).isEqualTo(50);
        assertThat(config.of("analytics-worker").drain()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void what_is_set_for_one_holds_whatever_is_set_for_every_other_and_where() {
        PubSubConfig config =
                config(Map.of(OF_EMAIL + "max-in-flight", "5"), Map.of("INVITATIONS_PUBSUB_MAX_IN_FLIGHT", "50"));

        assertThat(config.of("email-worker").maxInFlight()).isEqualTo(5);
        assertThat(config.of("analytics-worker").maxInFlight()).isEqualTo(50);
    }

    @Test
    void a_variable_of_the_environment_is_enough() {
        PubSubConfig config = config(
                Map.of("invitations.pubsub.drain", "3s"),
                Map.of("INVITATIONS_PUBSUB_SUBSCRIPTIONS__EMAIL_WORKER__MAX_IN_FLIGHT", "5"));

        assertThat(config.of("email-worker").maxInFlight()).isEqualTo(5);
        assertThat(config.of("email-worker").drain()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.of("analytics-worker").maxInFlight()).isEqualTo(100);
    }

    @Test
    void a_variable_wins_over_a_property_with_or_without_quotes() {
        Map<String, String> variables = Map.of("INVITATIONS_PUBSUB_SUBSCRIPTIONS__EMAIL_WORKER__MAX_IN_FLIGHT", "5");

        assertThat(Stream.of(OF_EMAIL, OF_EMAIL.replace("\"", ""))
                        .map(prefix -> config(Map.of(prefix + "max-in-flight", "50"), variables))
                        .map(config -> config.of("email-worker").maxInFlight()))
                .containsExactly(5, 5);
    }

    @Test
    void properties_with_and_without_quotes_are_of_the_same_subscription() {
        PubSubConfig config =
                config(Map.of(OF_EMAIL + "max-in-flight", "5", OF_EMAIL.replace("\"", "") + "drain", "3s"), Map.of());

        assertThat(config.of("email-worker").maxInFlight()).isEqualTo(5);
        assertThat(config.of("email-worker").drain()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_value_may_stand_for_another_and_be_of_a_profile() {
        PubSubConfig config = config(
                Map.of(
                        "pool",
                        "7",
                        "%prod.invitations.pubsub.max-in-flight",
                        "${pool}",
                        "%prod." + OF_EMAIL + "max-receivers",
                        "${pool}"),
                Map.of());

        assertThat(config.of("email-worker").maxInFlight()).isEqualTo(7);
        assertThat(config.of("email-worker").maxReceivers()).isEqualTo(7);
    }

    @Test
    void a_property_that_there_is_not_is_refused() {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> config(Map.of(OF_EMAIL + "max-in-flite", "5"), Map.of()))
                .withMessageContaining("invitations.pubsub.subscriptions.\"email-worker\".max-in-flite");
    }

    @ParameterizedTest
    @CsvSource({"0, at least 1 byte", "plenty, plenty"})
    void a_bound_that_lets_nothing_through_is_refused(String size, String told) {
        assertThatExceptionOfType(ConfigValidationException.class)
                .isThrownBy(() -> config(Map.of(OF_EMAIL + "max-bytes-in-flight", size), Map.of()))
                .withMessageContainingAll("email-worker", "max-bytes-in-flight", told);
    }

    private static PubSubConfig config(Map<String, String> properties, Map<String, String> variables) {
        return new SmallRyeConfigBuilder()
                .withProfile("prod")
                .addDefaultInterceptors()
                .addDiscoveredInterceptors()
                .addDiscoveredConverters()
                .withSources(new PropertiesConfigSource(properties, "application.properties", 250))
                .withSources(new EnvConfigSource(variables, 300))
                .withMapping(PubSubConfig.class)
                .build()
                .getConfigMapping(PubSubConfig.class);
    }

    /** What each property of a mapping has, so that none can be added unseen. */
    private static <M> Map<String, Object> values(Class<M> mapping, M values) throws ReflectiveOperationException {
        Map<String, Object> all = new HashMap<>();
        for (Method property : mapping.getMethods()) {
            if (!property.isDefault()) {
                all.put(property.getName(), property.invoke(values));
            }
        }
        return all;
    }
}
