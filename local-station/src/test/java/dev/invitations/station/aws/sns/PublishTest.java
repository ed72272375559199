package dev.invitations.station.aws.sns;

import static dev.invitations.station.aws.Refusals.assertInvalidParameter;
import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.invitations.station.aws.Aws;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.PublishBatchResultEntry;
import software.amazon.awssdk.services.sns.model.PublishRequest;

@ExtendWith(Aws.Extension.class)
class PublishTest {
    private static final int LIMIT = 262_144;

    private final SnsClient sns;
    private final String topic;

    PublishTest(Aws aws) {
        this.sns = aws.sns;
        this.topic = aws.topic();
    }

    @Test
    void without_subscribers_it_is_accepted_all_the_same() {
        assertThat(sns.publish(request -> request.topicArn(topic).message("hello"))
                        .messageId())
                .isNotBlank();
        assertThat(sns.publish(request -> request.targetArn(topic).message("hello"))
                        .messageId())
                .isNotBlank();
    }

    @Test
    void a_topic_that_is_not_there_is_not_found() {
        assertRefused(
                () -> sns.publish(request -> request.topicArn(topic + "x").message("hello")),
                404,
                "NotFound",
                "Topic does not exist");
        assertRefused(
                () -> sns.publishBatch(request ->
                        request.topicArn(topic + "x").publishBatchRequestEntries(Entries.entry("1", "hello"))),
                404,
                "NotFound",
                "Topic does not exist");
    }

    @Test
    void without_a_destination_it_is_refused() {
        assertInvalidParameter(
                () -> sns.publish(request -> request.message("hello")),
                "TopicArn or TargetArn Reason: no value for required parameter");
        assertInvalidParameter(
                () -> sns.publish(request -> request.topicArn("").message("hello")),
                "TopicArn Reason: An ARN must have at least 6 elements, not 1");
        assertInvalidParameter(
                () -> sns.publish(request -> request.targetArn("arn:aws:sns:us-east-1:000000000000:endpoint/APNS/app/1")
                        .message("hello")),
                "TargetArn Reason: No endpoint found for the target arn specified");
    }

    @Test
    void a_message_must_not_be_empty() {
        refuses(request -> request.message(""), "Empty message");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "two\nlines", "a bell \u0007"})
    void a_subject_is_one_line(String subject) {
        refuses(request -> request.message("hello").subject(subject), "Subject");
    }

    @Test
    void a_subject_has_up_to_100_characters() {
        assertThatCode(() -> sns.publish(
                        request -> request.topicArn(topic).message("hello").subject("ä".repeat(100))))
                .doesNotThrowAnyException();
        refuses(request -> request.message("hello").subject("ä".repeat(101)), "Subject");
    }

    @Test
    void a_message_has_up_to_256_kilobytes_with_its_attributes() {
        assertThatCode(() -> sns.publish(request -> request.topicArn(topic).message("a".repeat(LIMIT))))
                .doesNotThrowAnyException();
        refuses(request -> request.message("a".repeat(LIMIT + 1)), "Message too long");
        refuses(request -> request.message("ä".repeat(LIMIT / 2 + 1)), "Message too long");
        // Name, type and value count: 1 + 6 + 1.
        var attributes = Map.of("a", Entries.string("b"));
        assertThatCode(() -> sns.publish(request ->
                        request.topicArn(topic).message("a".repeat(LIMIT - 8)).messageAttributes(attributes)))
                .doesNotThrowAnyException();
        refuses(request -> request.message("a".repeat(LIMIT - 7)).messageAttributes(attributes), "Message too long");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            {"sqs":"x"}   | Message Structure - No default entry in JSON message body
            {"default":1} | Message Structure - No default entry in JSON message body
            {"default     | Message Structure - JSON message body failed to parse
            """)
    void a_structured_message_has_a_default(String message, String sentence) {
        refuses(request -> request.message(message).messageStructure("json"), sentence);
    }

    @Test
    void a_deduplication_id_is_for_other_topics() {
        refuses(
                request -> request.message("hello").messageDeduplicationId("1"),
                "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that is not valid"
                        + " for this topic type");
    }

    @Test
    void a_phone_is_accepted_and_one_that_is_none_refused() {
        assertThat(sns.publish(request -> request.phoneNumber("+15551234567").message("hello"))
                        .messageId())
                .isNotBlank();
        assertInvalidParameter(
                () -> sns.publish(request -> request.phoneNumber("+1a234").message("hello")),
                "PhoneNumber Reason: +1a234 is not valid to publish to");
    }

    @Test
    void an_attribute_that_is_to_be_a_number_is_one() {
        var value = MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue("many")
                .build();

        refusesAttribute("attr1", value, "Could not cast message attribute 'attr1' value to number.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            a^*?  | Invalid non-alphanumeric character '#x5E' was found in the message attribute name. Can only include alphanumeric characters, hyphens, underscores, or dots.
            .abc  | Invalid message attribute name starting with character '.' was found.
            abc.  | Invalid message attribute name ending with character '.' was found.
            a..bc | Message attribute name can not have successive '.' character.
            """)
    void an_attribute_needs_a_name(String name, String sentence) {
        refusesAttribute(name, Entries.string("value"), sentence);
    }

    @Test
    void the_name_of_an_attribute_has_up_to_256_bytes() {
        refusesAttribute(
                "a".repeat(257),
                Entries.string("value"),
                "Length of message attribute name must be less than 256 bytes.");
    }

    @ParameterizedTest(name = "{0} string \"{1}\", binary \"{2}\"")
    @CsvSource(delimiter = '|', textBlock = """
            String         | ''  |     | must contain non-empty message attribute value for message attribute type 'String'.
            String         |     |     | must contain non-empty message attribute value for message attribute type 'String'.
            Binary         |     | ''  | must contain non-empty message attribute value for message attribute type 'Binary'.
            String         |     | 123 | with type 'String' must use field 'String'.
            Number         |     | 123 | with type 'Number' must use field 'String'.
            Binary         | 123 |     | with type 'Binary' must use field 'Binary'.
            InvalidType    | 123 |     | has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.
            String.        | 123 |     | has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.
            Stringprefixed | 123 |     | has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.
            """)
    void an_attribute_needs_a_type_and_a_value_of_it(String type, String string, String binary, String sentence) {
        var value = MessageAttributeValue.builder()
                .dataType(type)
                .stringValue(string)
                .binaryValue(binary == null ? null : SdkBytes.fromUtf8String(binary))
                .build();

        refusesAttribute("attr1", value, "The message attribute 'attr1' " + sentence);
    }

    @Test
    void an_attribute_without_a_type_is_named_with_its_place() {
        var untyped = MessageAttributeValue.builder().stringValue("value").build();

        assertRefused(
                () -> sns.publish(request ->
                        request.topicArn(topic).message("hello").messageAttributes(Map.of("attr1", untyped))),
                400,
                "ValidationError",
                "1 validation error detected: Value null at 'messageAttributes.attr1.member.dataType' failed to satisfy"
                        + " constraint: Member must not be null");
        assertRefused(
                () -> sns.publishBatch(request -> request.topicArn(topic)
                        .publishBatchRequestEntries(Entries.entry("1", "hello").toBuilder()
                                .messageAttributes(Map.of("attr1", untyped))
                                .build())),
                400,
                "ValidationError",
                "1 validation error detected: Value null at"
                        + " 'publishBatchRequestEntries.1.member.messageAttributes.attr1.member.dataType' failed to"
                        + " satisfy constraint: Member must not be null");
    }

    @Test
    void a_batch_is_answered_entry_by_entry() {
        var answer =
                sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(Entries.between(0, 10)));

        assertThat(answer.failed()).isEmpty();
        assertThat(answer.successful())
                .extracting(PublishBatchResultEntry::id)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(answer.successful())
                .extracting(PublishBatchResultEntry::messageId)
                .doesNotHaveDuplicates();
    }

    @Test
    void a_batch_has_one_to_ten_entries() {
        refusesBatch(
                Entries.between(0, 11),
                "TooManyEntriesInBatchRequest",
                "The batch request contains more entries than permissible.");
        refusesBatch(List.of(), "EmptyBatchRequest", "The batch request doesn't contain any entries.");
    }

    @Test
    void the_ids_of_a_batch_are_distinct_and_plain() {
        refusesBatch(
                List.of(Entries.entry("1", "a"), Entries.entry("1", "b")),
                "BatchEntryIdsNotDistinct",
                "Two or more batch entries in the request have the same Id.");
        refusesBatch(
                List.of(Entries.entry("message.id", "a")),
                "InvalidBatchEntryId",
                "The Id of a batch entry in the batch request contains an impermissible character: message.id");
        refusesBatch(
                List.of(Entries.entry("a".repeat(81), "a")),
                "InvalidBatchEntryId",
                "The Id of a batch entry in the batch request is too long: " + "a".repeat(81));
    }

    @Test
    void a_batch_has_up_to_256_kilobytes_together() {
        refusesBatch(
                List.of(Entries.entry("1", "a".repeat(LIMIT)), Entries.entry("2", "b")),
                "BatchRequestTooLong",
                "The length of all the messages put together is more than the limit.");
    }

    private void refuses(Consumer<PublishRequest.Builder> publication, String sentence) {
        assertInvalidParameter(() -> sns.publish(request -> publication.accept(request.topicArn(topic))), sentence);
    }

    private void refusesAttribute(String name, MessageAttributeValue value, String sentence) {
        assertRefused(
                () -> sns.publish(
                        request -> request.topicArn(topic).message("hello").messageAttributes(Map.of(name, value))),
                400,
                "ParameterValueInvalid",
                sentence);
    }

    private void refusesBatch(List<PublishBatchRequestEntry> entries, String code, String sentence) {
        assertRefused(
                () -> sns.publishBatch(request -> request.topicArn(topic).publishBatchRequestEntries(entries)),
                400,
                code,
                sentence);
    }
}
