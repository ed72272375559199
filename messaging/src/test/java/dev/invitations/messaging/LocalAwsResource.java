package dev.invitations.messaging;

import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** The local station's SNS and SQS, with the topology of the tests applied, and changed thereafter where a test wants that. */
public class LocalAwsResource implements QuarkusTestResourceLifecycleManager {
    /** The argument that sets the visibility timeout of the e-mail worker's queue to other than what is declared. */
    static final String VISIBILITY_TIMEOUT = "visibility-timeout";

    private Map<String, String> drift = Map.of();
    private Vertx vertx;
    private LocalAws aws;

    @Override
    public void init(Map<String, String> arguments) {
        if (arguments.containsKey(VISIBILITY_TIMEOUT)) {
            drift = Map.of("VisibilityTimeout", arguments.get(VISIBILITY_TIMEOUT));
        }
    }

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        aws = LocalAws.start(vertx, 0, this::apply);
        return Map.of(
                "quarkus.sns.endpoint-override", aws.endpoint().toString(),
                "quarkus.sqs.endpoint-override", aws.endpoint().toString());
    }

    private void apply(URI endpoint) {
        try (AwsClients clients = AwsClients.of(endpoint)) {
            new Apply(clients.sns(), clients.sqs(), Place.LOCAL, Duration.ofSeconds(5))
                    .apply(TestTopology.of(""), applied -> {});
            if (!drift.isEmpty()) {
                String url = clients.sqs()
                        .getQueueUrl(request -> request.queueName("email-worker"))
                        .queueUrl();
                clients.sqs()
                        .setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(drift));
            }
        }
    }

    @Override
    public void stop() {
        if (aws != null) {
            aws.close();
        }
        if (vertx != null) {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }
}
