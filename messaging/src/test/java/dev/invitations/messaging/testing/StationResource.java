package dev.invitations.messaging.testing;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The local station's SNS and SQS for the tests of a service, with the declared topology applied. */
public class StationResource implements QuarkusTestResourceLifecycleManager {
    private Vertx vertx;
    private LocalAws aws;

    @Override
    public Map<String, String> start() {
        vertx = Vertx.vertx();
        aws = LocalAws.start(vertx, 0, this::apply);
        Map<String, String> config = new HashMap<>();
        for (String service : new String[] {"sns", "sqs"}) {
            String prefix = "quarkus." + service;
            config.put(prefix + ".endpoint-override", aws.endpoint().toString());
            config.put(prefix + ".aws.credentials.type", "static");
            config.put(prefix + ".aws.credentials.static-provider.access-key-id", "test");
            config.put(prefix + ".aws.credentials.static-provider.secret-access-key", "test");
        }
        return config;
    }

    /** What is there when the service starts. */
    protected Topology topology() {
        return Topology.declared();
    }

    /** Changes what was applied. */
    protected void prepare(AwsClients clients) {
        // As it is.
    }

    private void apply(URI endpoint) {
        try (AwsClients clients = AwsClients.of(endpoint)) {
            new Apply(clients.sns(), clients.sqs(), Place.LOCAL, Duration.ofSeconds(5))
                    .apply(topology(), applied -> {});
            prepare(clients);
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
