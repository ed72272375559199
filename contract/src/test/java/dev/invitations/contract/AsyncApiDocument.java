package dev.invitations.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docs/asyncapi.yaml}, and the questions that tests have for it; places in it are JSON pointers. */
final class AsyncApiDocument {
    private static final SchemaValidatorsConfig WITH_FORMATS =
            SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();

    private final JsonNode document;
    private final Map<String, JsonSchema> schemas = new HashMap<>();

    AsyncApiDocument() {
        try {
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions()))
                    .load(Files.readString(Path.of("../docs/asyncapi.yaml")));
            document = new JsonMapper().valueToTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the schema at that place has against a value; nothing where it is right. */
    Set<String> objections(String schema, JsonNode value) {
        return schemas.computeIfAbsent(schema, this::compiled).validate(value).stream()
                .map(Object::toString)
                .collect(Collectors.toSet());
    }

    /** AsyncAPI's schemas are a superset of JSON Schema's draft 7. */
    private JsonSchema compiled(String schema) {
        ObjectNode root = new JsonMapper().createObjectNode().put("$ref", "#" + schema);
        root.set("components", document.get("components"));
        return JsonSchemaFactory.getInstance(VersionFlag.V7).getSchema(root, WITH_FORMATS);
    }

    Set<String> keys(String place) {
        return document.at(place).propertyStream().map(Map.Entry::getKey).collect(Collectors.toSet());
    }

    Set<String> texts(String place) {
        return document.at(place).valueStream().map(JsonNode::asText).collect(Collectors.toSet());
    }

    /** The names that the references listed there end with. */
    Set<String> references(String place) {
        return document.at(place)
                .valueStream()
                .map(reference -> reference.get("$ref").asText().replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }

    static Set<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    static Set<String> requiredComponents(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() != Optional.class)
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }
}
