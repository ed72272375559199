package dev.invitations.messaging;

import dev.invitations.station.localstack.LocalStack;
import dev.invitations.topology.aws.Aws;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** LocalStack: the one that runs already, where there is one, or else one for these tests. */
public class LocalStackResource extends SharedAwsResource {
    private LocalStack localStack;

    @Override
    Aws connect() {
        localStack = LocalStack.start(Path.of("target/localstack.log")).orElseThrow();
        return Aws.onThisMachine(localStack.endpoint(), Optional.empty(), Optional.empty());
    }

    @Override
    Map<String, String> configuration() {
        String endpoint = localStack.endpoint().toString();
        return Map.of("quarkus.sns.endpoint-override", endpoint, "quarkus.sqs.endpoint-override", endpoint);
    }

    @Override
    public void stop() {
        super.stop();
        if (localStack != null) {
            localStack.close();
        }
    }
}
