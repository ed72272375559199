package dev.invitations.topology.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Place;
import dev.invitations.topology.aws.Aws;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.sqs.model.SqsException;

/** Deleting what is not declared; that it is asked for first is tested with the local station. */
class PruneTest {
    private static final Topology NOTHING = new Topology("", List.of());

    private final AwsInMemory aws = new AwsInMemory(Place.LOCAL);
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void what_points_at_another_one_goes_first() {
        aws.applier()
                .apply(Topology.read("t.yaml", "topics: {invitations: {subscriptions: {email-worker: }}}"), it -> {});
        aws.changes.clear();

        assertThat(prune(NOTHING, List.of())).isTrue();
        assertThat(aws.changes)
                .containsExactly(
                        "Unsubscribe " + Place.LOCAL.queueArn("email-worker"),
                        "DeleteTopic invitations",
                        "DeleteQueue email-worker",
                        "DeleteQueue email-worker-dlq");
    }

    @Test
    void what_others_made_stays() {
        aws.queues.put("theirs", Map.of("QueueArn", Place.LOCAL.queueArn("theirs")));
        aws.tags.put("theirs", Map.of("team", "other"));

        assertThat(prune(NOTHING, List.of())).isTrue();
        assertThat(out).hasToString("There is nothing to delete.\n");
        assertThat(aws.queues).containsKey("theirs");
    }

    @Test
    void an_endpoint_that_was_replaced_gets_messages_until_the_new_one_is_confirmed() {
        aws.applier().apply(Webhooks.at("https://old.example.com"), it -> {});
        confirmAll();
        aws.applier().apply(Webhooks.at("https://old.example.com"), it -> {});
        Topology moved = Webhooks.at("https://new.example.com");
        List<Applied> pending = aws.applier().apply(moved, it -> {}).stream()
                .filter(Applied::isPending)
                .toList();

        prune(moved, pending);

        assertThat(out.toString())
                .startsWith("stays      subscription       https https://old.example.com"
                        + " until webhooks is confirmed, which may be to take its place\n");
        assertThat(aws.subscriptions).hasSize(2);

        confirmAll();
        prune(moved, List.of());

        assertThat(aws.subscriptions.values())
                .extracting(it -> it.get("Endpoint"))
                .containsExactly("https://new.example.com");
    }

    @Test
    void a_queue_that_an_endpoint_is_to_replace_gets_messages_until_the_endpoint_is_confirmed() {
        aws.applier().apply(Topology.read("t.yaml", "topics: {invitations: {subscriptions: {webhooks: }}}"), it -> {});
        Topology moved = Webhooks.at("https://new.example.com");

        prune(moved, aws.applier().apply(moved, it -> {}).subList(2, 3));

        assertThat(out.toString().lines()).hasSize(3).allMatch(line -> !line.startsWith("deleted"));
        assertThat(aws.queues).containsKey("webhooks");
    }

    @Test
    void what_was_never_confirmed_stays_until_sns_drops_it() {
        aws.applier().apply(Webhooks.at("https://old.example.com"), it -> {});
        aws.changes.clear();

        assertThat(prune(
                        Topology.read("t.yaml", "topics: {invitations: {subscriptions: {email-worker: }}}"), List.of()))
                .isTrue();
        assertThat(out.toString()).contains("SNS lets nobody delete it and drops it itself after three days");
        assertThat(aws.subscriptions).hasSize(1);
    }

    @Test
    void what_can_not_be_deleted_does_not_keep_the_rest() {
        aws.applier()
                .apply(Topology.read("t.yaml", "topics: {invitations: {subscriptions: {email-worker: }}}"), it -> {});
        aws.before("DeleteQueue email-worker", () -> {
            throw SqsException.builder()
                    .awsErrorDetails(AwsErrorDetails.builder()
                            .serviceName("SQS")
                            .errorCode("AccessDenied")
                            .errorMessage("Not authorized")
                            .build())
                    .build();
        });

        assertThat(prune(NOTHING, List.of())).isFalse();
        assertThat(err).hasToString("queue email-worker: SQS refused it: Not authorized (AccessDenied)\n");
        assertThat(aws.queues).containsOnlyKeys("email-worker");
    }

    private boolean prune(Topology topology, List<Applied> pending) {
        Aws clients = new Aws(aws.new Sns(), aws.new Sqs(), Place.LOCAL, Duration.ZERO);
        return new Prune(clients, new PrintWriter(out, true), new PrintWriter(err, true))
                .prune(topology, pending, question -> true);
    }

    private void confirmAll() {
        aws.subscriptions.values().forEach(it -> it.put("PendingConfirmation", "false"));
    }
}
