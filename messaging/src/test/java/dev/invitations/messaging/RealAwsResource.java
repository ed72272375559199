package dev.invitations.messaging;

import dev.invitations.topology.aws.Aws;
import java.util.Map;
import java.util.Optional;

/** AWS itself, with credentials and region from where the AWS CLI has them. */
public class RealAwsResource extends SharedAwsResource {
    @Override
    Aws connect() {
        return Aws.configured(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    @Override
    Map<String, String> configuration() {
        return Map.of("quarkus.sns.aws.credentials.type", "default", "quarkus.sqs.aws.credentials.type", "default");
    }
}
