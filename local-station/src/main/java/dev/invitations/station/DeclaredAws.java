package dev.invitations.station;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.station.web.Component;
import dev.invitations.topology.Apply;
import dev.invitations.topology.Place;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    /** Receivers poll for up to 20 s: they are not waited for. */
    private static final Duration GOODBYE = Duration.ofMillis(500);

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
        LocalAws aws = LocalAws.start(vertx, port);
        try (SnsClient sns = client(SnsClient.builder());
                SqsClient sqs = client(SqsClient.builder())) {
            new Apply(sns, sqs, Place.LOCAL, PATIENCE).apply(Topology.declared(), applied -> {});
        }
        running = aws;
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
        return builder.endpointOverride(URI.create(where()))
                .region(Region.of(Place.LOCAL.region()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @Override
    public synchronized void stop() {
        if (!isRunning()) {
            return;
        }
        LocalAws aws = running;
        running = null;
        try {
            CompletableFuture.runAsync(aws::close).get(GOODBYE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            // It listens no more; its last answers are nobody's any more.
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "The local AWS does not end: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
