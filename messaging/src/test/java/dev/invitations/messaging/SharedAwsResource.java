package dev.invitations.messaging;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Resource;
import dev.invitations.topology.apply.Apply;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.aws.AwsResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * An AWS in which there may be other things: what the tests need gets names of its own, in every run, and is deleted
 * afterwards.
 */
abstract class SharedAwsResource implements QuarkusTestResourceLifecycleManager {
    private final Topology topology =
            TestTopology.of("test-" + UUID.randomUUID().toString().substring(0, 8) + "-");
    private Aws aws;

    /** Its clients, and where it is. */
    abstract Aws connect();

    /** How a service finds it. */
    abstract Map<String, String> configuration();

    Topology topology() {
        return topology;
    }

    @Override
    public Map<String, String> start() {
        aws = connect();
        try {
            new Apply(aws.sns(), aws.sqs(), aws.place(), aws.patience()).apply(topology, _ -> {});
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
        Map<String, String> all = new HashMap<>(configuration());
        all.put(TestTopology.PREFIX, topology.prefix());
        all.put("invitations.pubsub.topic-arn", aws.place().topicArn(topology.prefix() + "invitations"));
        all.put("quarkus.sns.aws.region", aws.place().region());
        all.put("quarkus.sqs.aws.region", aws.place().region());
        return all;
    }

    @Override
    public void stop() {
        if (aws != null) {
            Apis apis = Apis.of(aws.sns(), aws.sqs());
            DesiredState.of(topology, aws.place()).resources().reversed().stream()
                    .map(apis::of)
                    .forEach(SharedAwsResource::delete);
            aws.close();
            aws = null;
        }
    }

    private static <R extends Resource> void delete(AwsResource<R> resource) {
        resource.api().find(resource.resource()).ifPresent(resource.api()::delete);
    }
}
