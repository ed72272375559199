package dev.invitations.station.aws.clients;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.localstack.LocalStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What AWS itself says of a service: its actions, and the shapes of what they take and answer. All of AWS's SDKs are
 * generated from it; botocore, on which its CLI is built, brings it along.
 */
record ServiceModel(JsonNode json) {

    /** @return empty where botocore is not installed */
    static Optional<ServiceModel> of(String service) {
        Path libraries = LocalStack.installation().resolve("lib");
        String file = "botocore/data/" + service + "/[0-9-]+/service-2\\.json\\.gz";
        if (!Files.isDirectory(libraries)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.find(
                libraries, 7, (path, _) -> path.toString().matches(".*/python[^/]*/site-packages/" + file))) {
            return files.findFirst().map(ServiceModel::read);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ServiceModel read(Path file) {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new ServiceModel(new JsonMapper().readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> actions() {
        Set<String> actions = new TreeSet<>();
        json.path("operations").fieldNames().forEachRemaining(actions::add);
        return actions;
    }

    /** The name of the shape that an action answers; empty where it answers nothing. */
    Optional<String> output(String action) {
        return Optional.ofNullable(
                json.at("/operations/" + action + "/output/shape").textValue());
    }

    /** What Query wraps the answer of an action in. */
    String resultWrapper(String action) {
        return json.at("/operations/" + action + "/output/resultWrapper").asText(action + "Result");
    }

    JsonNode shape(String name) {
        return json.path("shapes").path(name);
    }

    /** The error of an action that has a code, as the SDKs name it; missing where the model knows none. */
    Optional<JsonNode> error(String action, String code) {
        return json.at("/operations/" + action + "/errors")
                .valueStream()
                .map(error -> error.path("shape").asText())
                .filter(name -> code.equals(shape(name).at("/error/code").asText(name)))
                .map(this::shape)
                .findFirst();
    }
}
