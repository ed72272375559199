package dev.invitations.station.aws.sqs;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** Which characters a message may not have. */
@ExtendWith(Aws.Extension.class)
class MessageContentsTest {
    private static final String ALLOWED = ", the set of allowed characters is"
            + " #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].";

    private final Aws aws;
    private final String queue;

    MessageContentsTest(Aws aws) {
        this.aws = aws;
        this.queue = aws.queue();
    }

    @Test
    void a_control_character_is_refused() {
        assertRefused(
                () -> aws.sqs.sendMessage(request -> request.queueUrl(queue).messageBody("a bell \u0007")),
                400,
                "InvalidMessageContents",
                "Invalid binary character '#x7' was found in the message body" + ALLOWED);
    }

    @Test
    void so_it_is_in_the_text_of_an_attribute() {
        var value = MessageAttributeValue.builder().dataType("String").stringValue("\uffff");

        assertRefused(
                () -> aws.sqs.sendMessage(request ->
                        request.queueUrl(queue).messageBody("hello").messageAttributes(Map.of("tone", value.build()))),
                400,
                "InvalidMessageContents",
                "Invalid binary character '#xFFFF' was found in the message attribute tone" + ALLOWED);
    }

    @Test
    void half_a_pair_of_surrogates_is_refused() throws Exception {
        var answer = aws.post(
                "/",
                "{\"QueueUrl\":\"" + queue + "\",\"MessageBody\":\"\\ud800\"}",
                "x-amz-target",
                "AmazonSQS.SendMessage",
                "content-type",
                "application/x-amz-json-1.0");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("#InvalidMessageContents", "'#xD800'");
    }

    @Test
    void what_xml_can_say_arrives_as_it_was_sent() {
        String text = "\t\r\n \ud7ff\ue000\ufffd \ud83d\ude00";
        aws.sqs.sendMessage(request -> request.queueUrl(queue).messageBody(text));

        assertThat(aws.receive(queue).body()).isEqualTo(text);
    }

    @Test
    void in_a_batch_each_message_is_refused_on_its_own() {
        var sent = aws.sqs.sendMessageBatch(
                request -> request.queueUrl(queue).entries(entry("bad", "\u0001"), entry("good", "hello")));

        assertThat(sent.successful()).extracting(entry -> entry.id()).containsExactly("good");
        assertThat(sent.failed())
                .containsExactly(BatchResultErrorEntry.builder()
                        .id("bad")
                        .senderFault(true)
                        .code("InvalidMessageContents")
                        .message("Invalid binary character '#x1' was found in the message body" + ALLOWED)
                        .build());
        assertThat(aws.receive(queue).body()).isEqualTo("hello");
    }

    @Test
    void a_batch_may_fail_altogether() {
        var sent = aws.sqs.sendMessageBatch(
                request -> request.queueUrl(queue).entries(entry("bad", "\u0001"), entry("worse", "\u0000")));

        assertThat(sent.successful()).isEmpty();
        assertThat(sent.failed()).extracting(BatchResultErrorEntry::id).containsExactly("bad", "worse");
    }

    private static SendMessageBatchRequestEntry entry(String id, String body) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(body).build();
    }
}
