package dev.invitations.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.LocalAws;
import dev.invitations.topology.aws.Aws;
import io.vertx.core.Vertx;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sns.model.Topic;

/** What tests leave on an AWS that is not theirs: nothing. */
class SharedAwsResourceTest {
    private final Vertx vertx = Vertx.vertx();
    private final LocalAws local = LocalAws.start(vertx, 0);
    private final Aws aws = connect(local.endpoint());

    @AfterEach
    void close() {
        aws.close();
        local.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void allThatItMakesHasThePrefixOfTheRunAndIsGoneAfterwardsAndWhatIsOfOthersStays() {
        aws.sns().createTopic(request -> request.name("invitations"));
        aws.sqs().createQueue(request -> request.queueName("email-worker"));
        List<String> before = names();
        SharedAwsResource resource = new Shared(local.endpoint());

        Map<String, String> configuration = resource.start();
        List<String> during = names();
        resource.stop();

        String prefix = configuration.get(TestTopology.PREFIX);
        assertThat(during)
                .containsAll(before)
                .contains(prefix + "invitations", prefix + "email-worker", prefix + "email-worker-dlq")
                .allMatch(name -> before.contains(name) || name.startsWith(prefix));
        assertThat(names()).isEqualTo(before);
        assertThat(aws.sns().listSubscriptions().subscriptions()).isEmpty();
    }

    @Test
    void noTwoRunsHaveTheSamePrefix() {
        assertThat(new Shared(local.endpoint()).topology().prefix())
                .isNotEqualTo(new Shared(local.endpoint()).topology().prefix());
    }

    private List<String> names() {
        return Stream.concat(
                        aws.sns().listTopics().topics().stream().map(Topic::topicArn),
                        aws.sqs().listQueues().queueUrls().stream())
                .map(id -> id.replaceFirst(".*[:/]", ""))
                .toList();
    }

    private static Aws connect(URI endpoint) {
        return Aws.onThisMachine(endpoint, Optional.empty(), Optional.empty());
    }

    private static final class Shared extends SharedAwsResource {
        private final URI endpoint;

        Shared(URI endpoint) {
            this.endpoint = endpoint;
        }

        @Override
        Aws connect() {
            return SharedAwsResourceTest.connect(endpoint);
        }

        @Override
        Map<String, String> configuration() {
            return Map.of();
        }
    }
}
