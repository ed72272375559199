package dev.invitations.topology;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of a command, and where they work.
 *
 * @param patience see {@link Apply}
 */
record Aws(SnsClient sns, SqsClient sqs, Place place, Duration patience) implements AutoCloseable {
    private static final StaticCredentialsProvider TEST =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    /** A local station or another emulator, to which no real secret goes and which needs none. */
    static Aws onThisMachine(URI endpoint, Optional<String> region) {
        AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(), TEST);
        String key = credentials.resolveCredentials().accessKeyId();
        // Emulators agree on that: an access key of twelve digits is the account.
        String account = key.matches("\\d{12}") ? key : Place.LOCAL.account();
        Place place = new Place(Place.LOCAL.partition(), region.orElse(Place.LOCAL.region()), account);
        return clients(Optional.of(endpoint), credentials, place, Duration.ofSeconds(2));
    }

    /**
     * AWS, with credentials and region from where the AWS CLI has them.
     *
     * @throws NotConnected where there are none, or AWS doesn't accept them
     */
    static Aws configured(Optional<URI> endpoint, Optional<String> region) {
        AwsCredentialsProvider credentials =
                DefaultCredentialsProvider.builder().build();
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new NotConnected(
                    "No AWS credentials were found: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; or did you mean --local?",
                    e);
        }
        Region where = region.map(Region::of).orElseGet(Aws::configuredRegion);
        try (StsClient sts =
                on(StsClient.builder(), endpoint, credentials, where).build()) {
            String[] arn = sts.getCallerIdentity().arn().split(":");
            return clients(endpoint, credentials, new Place(arn[1], where.id(), arn[4]), Duration.ofSeconds(70));
        } catch (SdkException e) {
            throw new NotConnected("AWS doesn't accept the credentials: " + ApplyFailed.reason(e), e);
        }
    }

    private static Region configuredRegion() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion();
        } catch (SdkException e) {
            throw new NotConnected("No AWS region was found: give --region or set AWS_REGION", e);
        }
    }

    private static Aws clients(
            Optional<URI> endpoint, AwsCredentialsProvider credentials, Place place, Duration patience) {
        Region region = Region.of(place.region());
        return new Aws(
                on(SnsClient.builder(), endpoint, credentials, region).build(),
                on(SqsClient.builder(), endpoint, credentials, region).build(),
                place,
                patience);
    }

    private static <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> B on(
            B builder, Optional<URI> endpoint, AwsCredentialsProvider credentials, Region region) {
        endpoint.ifPresent(builder::endpointOverride);
        return builder.credentialsProvider(credentials)
                .region(region)
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
    }
}
