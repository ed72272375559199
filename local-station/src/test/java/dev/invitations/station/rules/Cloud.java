package dev.invitations.station.rules;

import dev.invitations.station.aws.Aws;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Whatever speaks as SNS and SQS do, and the SDK's clients of it. */
final class Cloud implements AutoCloseable {
    final URI endpoint;
    final SnsClient sns;
    final SqsClient sqs;
    private final Optional<Aws> station;

    private Cloud(URI endpoint, Optional<Aws> station) {
        this.endpoint = endpoint;
        this.station = station;
        this.sns = sns("000000000000", Region.US_EAST_1);
        this.sqs = sqs("000000000000", Region.US_EAST_1);
    }

    static Cloud of(Aws station) {
        return new Cloud(station.endpoint(), Optional.of(station));
    }

    /** Of somebody whose time can't be put forward. */
    static Cloud at(URI endpoint) {
        return new Cloud(endpoint, Optional.empty());
    }

    /** @param account the access key, which tells the account where it has twelve digits */
    SnsClient sns(String account, Region region) {
        return SnsClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials(account))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** @param account the access key, which tells the account where it has twelve digits */
    SqsClient sqs(String account, Region region) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials(account))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static StaticCredentialsProvider credentials(String account) {
        return StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test"));
    }

    /** LocalStack names itself by a host that leads back here, for whoever can ask the internet's name servers. */
    static URI reachable(String url) {
        return URI.create(url.replace("localhost.localstack.cloud", "localhost"));
    }

    /** Puts the time forward where that is possible; elsewhere it goes on as it does. */
    void advance(Duration duration) {
        station.ifPresent(aws -> {
            try {
                aws.advance(duration);
            } catch (Exception e) {
                throw new IllegalStateException("The clock can't be put forward", e);
            }
        });
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
    }
}
