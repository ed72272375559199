package dev.invitations.api;

import dev.invitations.live.testing.RedisResource;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The API publishes to an SNS of the test's own, and to nothing else. */
public abstract class OnSns implements QuarkusTestProfile {

    protected abstract TestResourceEntry sns();

    /** What is configured beside that. */
    protected Map<String, String> more() {
        return Map.of();
    }

    @Override
    public final Map<String, String> getConfigOverrides() {
        Map<String, String> all = new HashMap<>(Map.of(
                "invitations.pubsub.impl", "aws",
                "quarkus.sns.aws.credentials.type", "static",
                "quarkus.sns.aws.credentials.static-provider.access-key-id", "test",
                "quarkus.sns.aws.credentials.static-provider.secret-access-key", "test"));
        all.putAll(more());
        return all;
    }

    @Override
    public final List<TestResourceEntry> testResources() {
        return List.of(
                new TestResourceEntry(OidcWiremockTestResource.class),
                new TestResourceEntry(RedisResource.class),
                sns());
    }

    @Override
    public final boolean disableGlobalTestResources() {
        return true;
    }
}
