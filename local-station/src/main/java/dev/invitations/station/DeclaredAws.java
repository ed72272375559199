package dev.invitations.station;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.station.aws.control.ControlRoutes;
import dev.invitations.station.web.Component;
import dev.invitations.station.web.LocalHttp;
import dev.invitations.station.web.Problem;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Local SNS and SQS with the declared topology, applied by the code that applies it to AWS. All of it is in memory:
 * stopped, it forgets what was published.
 */
final class DeclaredAws implements Component {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Deliveries that are under way are waited for. */
    private static final Duration LONGEST_RESET = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final int port;
    private volatile LocalAws running;

    DeclaredAws(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String title() {
        return "AWS (SNS, SQS)";
    }

    @Override
    public String where() {
        return "http://localhost:" + port;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        // What is published to a topic without subscriptions is gone, on AWS as here: so nobody publishes before.
        running = LocalAws.start(vertx, port, DeclaredAws::apply);
    }

    /**
     * Lets it forget everything, and applies the declared topology again.
     *
     * @throws Problem where it is stopped
     */
    synchronized void reset() {
        try {
            LocalHttp.postJson(URI.create(where() + ControlRoutes.PATH + "reset"), "", LONGEST_RESET);
        } catch (IOException e) {
            throw Problem.unavailable("The local AWS at " + where() + " can't be reset: " + e.getMessage());
        }
        apply(URI.create(where()));
    }

    private static void apply(URI aws) {
        try (SnsClient sns = client(SnsClient.builder(), aws);
                SqsClient sqs = client(SqsClient.builder(), aws)) {
            new Apply(sns, sqs, Place.LOCAL, PATIENCE).apply(Topology.declared(), applied -> {});
        }
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder, URI aws) {
        return builder.endpointOverride(aws)
                .region(Region.of(Place.LOCAL.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            running.close();
            running = null;
        }
    }
}
