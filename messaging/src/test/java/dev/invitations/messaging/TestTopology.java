package dev.invitations.messaging;

import dev.invitations.contract.topology.Topology;
import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What {@code topology-of-tests.yaml} declares, in place of what a service has. */
class TestTopology {
    /** What is in front of all names, where the AWS is not only for these tests. */
    static final String PREFIX = "invitations.tests.prefix";

    private static final String FILE = "/topology-of-tests.yaml";

    @Produces
    @Singleton
    @Alternative
    @Priority(1)
    Topology topology(@ConfigProperty(name = PREFIX) Optional<String> prefix) {
        return of(prefix.orElse(""));
    }

    static Topology of(String prefix) {
        try (InputStream file = TestTopology.class.getResourceAsStream(FILE)) {
            String yaml = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return Topology.read(FILE, yaml, _ -> Optional.of(prefix));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
