package dev.invitations.messaging.sns;

import dev.invitations.messaging.Backoff;
import dev.invitations.messaging.carrier.Message;
import dev.invitations.messaging.carrier.Outgoing;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/** What tests of publishing publish, how, and to where. */
final class Topics {
    static final String ARN = "arn:aws:sns:us-east-1:000000000000:invitations";
    static final StaticCredentialsProvider ANYBODY =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));
    static final Backoff AT_ONCE = new Backoff(Duration.ofMillis(1), Duration.ofMillis(1));

    /** So patient that only what is wrong ends an attempt, or all of them. */
    static final PublishLimits PATIENT = new PublishLimits(Duration.ofMinutes(1), Duration.ofMinutes(1), 3, AT_ONCE);

    private Topics() {}

    /** As {@link SnsClientProducer} makes it. */
    static SnsClient client(URI endpoint, AwsCredentialsProvider credentials) {
        return SnsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(credentials)
                .httpClientBuilder(ApacheHttpClient.builder())
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    static Outgoing event(String id) {
        return event(id, "group of " + id);
    }

    static Outgoing event(String id, String group) {
        return new Outgoing(id, group, new Message("{\"id\": \"" + id + "\"}", Map.of("team", "acme")));
    }

    /** Their ids are their numbers. */
    static List<Outgoing> events(int count) {
        return IntStream.range(0, count).mapToObj(i -> event("e" + i)).toList();
    }
}
