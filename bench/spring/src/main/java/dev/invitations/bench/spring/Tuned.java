package dev.invitations.bench.spring;

import io.awspring.cloud.sqs.config.SqsMessageListenerContainerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;

/** A hundred messages at once, acknowledged by ten. */
@Configuration(proxyBeanMethods = false)
@Profile("tuned")
class Tuned {

    @Bean
    SqsMessageListenerContainerFactory<Object> defaultSqsListenerContainerFactory(SqsAsyncClient sqs) {
        return SqsMessageListenerContainerFactory.builder()
                .sqsAsyncClient(sqs)
                .configure(options -> options.maxConcurrentMessages(100)
                        .maxMessagesPerPoll(10)
                        .acknowledgementThreshold(10))
                .build();
    }
}
