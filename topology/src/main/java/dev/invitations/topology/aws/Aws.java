package dev.invitations.topology.aws;

import dev.invitations.topology.Place;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
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
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of a command, and where they work.
 *
 * @param patience how long it may take until what was set can be read back: about a minute on AWS, no time locally
 */
public record Aws(SnsClient sns, SqsClient sqs, Place place, Duration patience) implements AutoCloseable {
    /** Longer than the longest poll, which is 20 s. */
    private static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(25);

    /** With its retries: who types a command shouldn't wait for longer to hear that nobody answers. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(40);

    private static final StaticCredentialsProvider TEST =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"));

    /**
     * A local station or another emulator, to which no real secret goes and which needs none.
     *
     * @throws NotConnected where nothing listens there
     */
    public static Aws onThisMachine(URI endpoint, Optional<String> region, Optional<String> wantedAccount) {
        requireListener(endpoint);
        AwsCredentialsProvider credentials = AwsCredentialsProviderChain.of(
                SystemPropertyCredentialsProvider.create(), EnvironmentVariableCredentialsProvider.create(), TEST);
        String key = credentials.resolveCredentials().accessKeyId();
        // Emulators agree on that: an access key of twelve digits is the account.
        String account = key.matches("\\d{12}") ? key : wantedAccount.orElse(Place.LOCAL.account());
        if (!account.equals(key) && !account.equals(Place.LOCAL.account())) {
            credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test"));
        }
        requireAccount(wantedAccount, account);
        Place place = new Place(Place.LOCAL.partition(), region.orElse(Place.LOCAL.region()), account);
        return clients(Optional.of(endpoint), credentials, place, Duration.ofSeconds(2));
    }

    /**
     * AWS, with credentials and region from where the AWS CLI has them.
     *
     * @throws NotConnected where there are none, or AWS doesn't accept them
     */
    public static Aws configured(
            Optional<URI> endpoint, Optional<String> region, Optional<String> profile, Optional<String> account) {
        AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder()
                .profileName(profile.orElse(null))
                .build();
        try {
            credentials.resolveCredentials();
        } catch (SdkException e) {
            throw new NotConnected(
                    "No AWS credentials were found"
                            + profile.map(name -> " for the profile " + name).orElse("")
                            + ": set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY; or did you mean --local?",
                    e);
        }
        Region where = region.map(Region::of).orElseGet(() -> configuredRegion(profile));
        try (StsClient sts =
                on(StsClient.builder(), endpoint, credentials, where).build()) {
            String[] arn = sts.getCallerIdentity().arn().split(":");
            requireAccount(account, arn[4]);
            return clients(endpoint, credentials, new Place(arn[1], where.id(), arn[4]), Duration.ofSeconds(70));
        } catch (AwsServiceException e) {
            throw new NotConnected("AWS doesn't accept the credentials: " + Reason.of(e), e);
        } catch (SdkException e) {
            throw new NotConnected(Reason.of(e), e);
        }
    }

    /** Told at once and with what would help, instead of by the first call that fails. */
    private static void requireListener(URI endpoint) {
        int usual = "https".equals(endpoint.getScheme()) ? 443 : 80;
        int port = endpoint.getPort() < 0 ? usual : endpoint.getPort();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(endpoint.getHost(), port), 2_000);
        } catch (IOException e) {
            throw new NotConnected(
                    "AWS can't be reached: nothing listens at " + endpoint + "; ./station up starts the local station",
                    e);
        }
    }

    private static void requireAccount(Optional<String> wanted, String found) {
        wanted.filter(account -> !account.equals(found)).ifPresent(account -> {
            throw new NotConnected("The credentials are of account " + found + ", not " + account);
        });
    }

    private static Region configuredRegion(Optional<String> profile) {
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileName(profile.orElse(null))
                    .build()
                    .getRegion();
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
        return builder.overrideConfiguration(
                        limits -> limits.apiCallAttemptTimeout(LONGEST_ATTEMPT).apiCallTimeout(LONGEST_CALL))
                .credentialsProvider(credentials)
                .region(region)
                // SNS allows few calls in a second: this one makes fewer where it hears so, and tries again.
                .overrideConfiguration(calls -> calls.retryStrategy(RetryMode.ADAPTIVE_V2))
                .httpClientBuilder(UrlConnectionHttpClient.builder());
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
    }
}
