package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

/** What an editor says by the schema agrees with what the reader says. */
class TopologySchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private final JsonNode schema = JSON.readTree(Files.readString(Path.of("../deploy/topology.schema.json")));
    private final JsonSchema rules =
            JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(schema);

    TopologySchemaTest() throws IOException {}

    @Test
    void it_knows_the_keys_that_the_reader_knows() {
        assertThat(keys("/properties")).containsExactlyInAnyOrderElementsOf(TopologyFile.KEYS);
        assertThat(keys("/$defs/topic/properties")).containsExactlyInAnyOrderElementsOf(TopicReader.KEYS);
        assertThat(keys("/$defs/subscription/properties"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(SubscriptionReader.KEYS, SubscriptionReader.QUEUE_KEYS, SubscriptionReader.HTTP_KEYS)
                                .flatMap(List::stream)
                                .toList());
        assertThat(keys("/$defs/subscription/properties/deliveryPolicy/properties"))
                .containsExactlyInAnyOrderElementsOf(DeliveryPolicyReader.KEYS);
    }

    @Test
    void the_defaults_that_it_tells_are_those_of_the_reader() {
        JsonNode keys = schema.at("/$defs/subscription/properties");
        String written = "topics: {t: {subscriptions: {w: {"
                + Stream.of(
                                "visibilityTimeout",
                                "handlerTimeout",
                                "maxReceives",
                                "retention",
                                "deadLetterRetention",
                                "filterScope")
                        .map(key -> key + ": " + keys.path(key).path("default").asText())
                        .collect(Collectors.joining(", "))
                + "}}}}";

        assertThat(Topology.read("t.yaml", written))
                .usingRecursiveComparison()
                .isEqualTo(Topology.read("t.yaml", "topics: {t: {subscriptions: {w: }}}"));
    }

    @Test
    void the_declared_topology_is_valid() throws IOException {
        assertThat(objections(Files.readString(Path.of("../deploy/topology.yaml"))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics: {t: {subscriptions: {w: }}}",
                "topics: {t: {subscriptions: {w: {protocol: sqs, fifo: false, visibilityTimeout: 12h, retention: 1m}}}}",
                "topics: {t: {subscriptions: {w: {handlerTimeout: 200ms}}}}",
                "topics: {t: {subscriptions: {w: {endpoint: 'https://a.b', deliveryPolicy: {numRetries: 5}}}}}",
                "topics: {t: {subscriptions: {w: {endpoint: 'http://localhost:1', protocol: http}}}}",
                "topics: {t: {fifo: true, tags: {a: 1}, publishers: [api, 123456789012], subscriptions: {w: }}}",
                "topics: {t: {encryptionKey: , subscriptions: {w: {filterScope: MessageBody, filter: {type: [user_invited]}}}}}",
            })
    void what_is_right_is_right_to_both(String yaml) {
        assertThat(objections(yaml)).isEmpty();
        assertThatNoException().isThrownBy(() -> Topology.read("t.yaml", yaml));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topic: {}",
                "topics: {}",
                "prefix: a.b\ntopics: {t: {subscriptions: {w: }}}",
                "topics: {t.x: {subscriptions: {w: }}}",
                "topics: {t: {subscriptions: {}}}",
                "topics: {t: {publishers: api, subscriptions: {w: }}}",
                "topics: {t: {tags: {'aws:a': b}, subscriptions: {w: }}}",
                "topics: {t: {subscriptions: {w: {colour: green}}}}",
                "topics: {t: {subscriptions: {w: {maxReceives: 0}}}}",
                "topics: {t: {subscriptions: {w: {visibilityTimeout: 30}}}}",
                "topics: {t: {subscriptions: {w: {visibilityTimeout: 1500ms}}}}",
                "topics: {t: {subscriptions: {w: {handlerTimeout: never}}}}",
                "topics: {t: {subscriptions: {w: {protocol: lambda}}}}",
                "topics: {t: {subscriptions: {w: {protocol: https}}}}",
                "topics: {t: {subscriptions: {w: {endpoint: 'https://a.b', maxReceives: 3}}}}",
                "topics: {t: {subscriptions: {w: {deliveryPolicy: {}}}}}",
                "topics: {t: {subscriptions: {w: {endpoint: 'https://a.b', deliveryPolicy: {retries: 3}}}}}",
            })
    void what_is_wrong_is_wrong_to_both(String yaml) {
        assertThat(objections(yaml)).isNotEmpty();
        assertThatExceptionOfType(TopologyInvalid.class).isThrownBy(() -> Topology.read("t.yaml", yaml));
    }

    private List<String> keys(String pointer) {
        Iterable<String> names = () -> schema.at(pointer).fieldNames();
        return StreamSupport.stream(names.spliterator(), false).toList();
    }

    private List<String> objections(String yaml) {
        JsonNode json = JSON.valueToTree(new Yaml().load(yaml));
        return rules.validate(json).stream().map(Object::toString).toList();
    }
}
