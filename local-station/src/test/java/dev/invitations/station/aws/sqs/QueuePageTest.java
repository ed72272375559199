package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ListDeadLetterSourceQueuesResponse;
import software.amazon.awssdk.services.sqs.model.ListQueuesResponse;

/** How queues are listed where there are more than one wants to see at once. */
@ExtendWith(Aws.Extension.class)
class QueuePageTest {
    private final Aws aws;
    private final SqsClient sqs;
    private final String prefix = Aws.unique("listed") + "-";
    private final List<String> queues;

    QueuePageTest(Aws aws) {
        this.aws = aws;
        this.sqs = aws.sqs;
        this.queues =
                Stream.of("e", "a", "d", "b", "c").map(this::create).sorted().toList();
    }

    @Test
    void queues_come_in_pages_and_sorted() {
        var pages = sqs.listQueuesPaginator(
                request -> request.queueNamePrefix(prefix).maxResults(2));

        assertThat(pages.stream().map(ListQueuesResponse::queueUrls))
                .containsExactly(queues.subList(0, 2), queues.subList(2, 4), queues.subList(4, 5));
    }

    @Test
    void the_sources_of_a_dead_letter_queue_come_in_pages_too() {
        String deadLetters = aws.queue();
        String policy = "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"" + aws.arn(deadLetters) + "\"}";
        queues.forEach(queue -> sqs.setQueueAttributes(
                request -> request.queueUrl(queue).attributesWithStrings(Map.of("RedrivePolicy", policy))));

        var pages = sqs.listDeadLetterSourceQueuesPaginator(
                request -> request.queueUrl(deadLetters).maxResults(3));

        assertThat(pages.stream().map(ListDeadLetterSourceQueuesResponse::queueUrls))
                .containsExactly(queues.subList(0, 3), queues.subList(3, 5));
    }

    @Test
    void a_page_that_has_them_all_is_the_last() {
        ListQueuesResponse page =
                sqs.listQueues(request -> request.queueNamePrefix(prefix).maxResults(queues.size()));

        assertThat(page.queueUrls()).isEqualTo(queues);
        assertThat(page.nextToken()).isNull();
    }

    @Test
    void who_does_not_say_how_many_gets_no_token() {
        ListQueuesResponse all = sqs.listQueues(request -> request.queueNamePrefix(prefix));

        assertThat(all.queueUrls()).isEqualTo(queues);
        assertThat(all.nextToken()).isNull();
    }

    @Test
    void a_token_that_nobody_was_given_is_refused() {
        assertRefused(
                () -> sqs.listQueues(request -> request.nextToken("bm9uZQ").maxResults(2)),
                400,
                "InvalidParameterValue",
                "Value bm9uZQ for parameter NextToken is invalid. Reason: Must be a token of a former answer.");
    }

    private String create(String name) {
        return sqs.createQueue(request -> request.queueName(prefix + name)).queueUrl();
    }
}
