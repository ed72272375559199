package dev.invitations.messaging.sns;

import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.SnsClientBuilder;

/** The client of SNS as {@code quarkus.sns} configures it, only that it tries nothing again: {@link SnsTopic} does. */
class SnsClientProducer {

    @Produces
    @Singleton
    SnsClient client(SnsClientBuilder configured) {
        return configured
                .overrideConfiguration(configured
                        .overrideConfiguration()
                        .copy(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry())))
                .build();
    }

    void close(@Disposes SnsClient client) {
        client.close();
    }
}
