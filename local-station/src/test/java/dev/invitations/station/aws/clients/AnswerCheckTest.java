package dev.invitations.station.aws.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Wire.Exchange;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A check that finds nothing is worth something only where it would have found it. */
class AnswerCheckTest {
    private static final String XML = """
            <%1$sResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">%2$s\
            <ResponseMetadata><RequestId>id</RequestId></ResponseMetadata></%1$sResponse>""";

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ListTopics  | <ListTopicsResult><Topics><member><TopicArn>a</TopicArn></member></Topics></ListTopicsResult> | -
            ListTopics  | <ListTopicsResult><Topics><entry><TopicArn>a</TopicArn></entry></Topics></ListTopicsResult>   | ListTopics.Topics has an element entry
            ListTopics  | <ListTopicsResult><Topics><member><Arn>a</Arn></member></Topics></ListTopicsResult>           | ListTopics.Topics.member has an element that the model does not know: Arn
            ListTopics  | <Topics/>                                                                                     | ListTopics consists of [Topics, ResponseMetadata]
            DeleteTopic | <DeleteTopicResult/>                                                                          | DeleteTopic consists of [DeleteTopicResult, ResponseMetadata]
            GetTopicAttributes | <GetTopicAttributesResult><Attributes><entry><value>v</value><key>k</key></entry></Attributes></GetTopicAttributesResult> | GetTopicAttributes.Attributes has an entry that is not of key and value
            CheckIfPhoneNumberIsOptedOut | <CheckIfPhoneNumberIsOptedOutResult><isOptedOut>no</isOptedOut></CheckIfPhoneNumberIsOptedOutResult> | CheckIfPhoneNumberIsOptedOut.isOptedOut is no, not boolean
            """)
    void xml_that_is_not_that_of_the_model_is_told(String action, String result, String complaint) {
        assertComplaint("sns", exchange(action, null, 200, "text/xml", XML.formatted(action, result)), complaint);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            ListQueues       | {"QueueUrls":["a"],"NextToken":"b"}                 | -
            ListQueues       | {"QueueUrls":"a"}                                   | ListQueues.QueueUrls is no list
            ListQueues       | {"Urls":["a"]}                                      | ListQueues has a member that the model does not know: Urls
            ReceiveMessage   | {"Messages":[{"Body":1}]}                           | ReceiveMessage.Messages[0].Body is 1, no text
            ReceiveMessage   | {"Messages":[{"Attributes":{"Sent":"1"}}]}          | ReceiveMessage.Messages[0].Attributes's key is Sent, not one of
            SendMessageBatch | {"Successful":[{"Id":"a","MessageId":"b"}]}         | SendMessageBatch.Successful[0] lacks MD5OfMessageBody
            ListMessageMoveTasks | {"Results":[{"StartedTimestamp":"now"}]}        | ListMessageMoveTasks.Results[0].StartedTimestamp is "now", no whole number
            """)
    void json_that_is_not_that_of_the_model_is_told(String action, String body, String complaint) {
        assertComplaint(
                "sqs", exchange(action, "AmazonSQS." + action, 200, "application/x-amz-json-1.0", body), complaint);
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            404 | NotFound     | -
            400 | NotFound     | Publish NotFound has 400
            400 | TopicIsGone  | Publish answers an error that the model does not know: TopicIsGone
            """)
    void an_error_that_the_model_does_not_know_is_told(int status, String code, String complaint) {
        String body = """
                <ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type>\
                <Code>%s</Code><Message>m</Message></Error><RequestId>id</RequestId></ErrorResponse>""".formatted(code);
        assertComplaint("sns", exchange("Publish", null, status, "text/xml", body), complaint);
    }

    private static void assertComplaint(String service, Exchange exchange, String complaint) {
        ServiceModel model = ServiceModel.of(service)
                .orElseGet(() -> Assumptions.abort("AWS's service model is not installed: ./station verify does that"));
        List<String> complaints = AnswerCheck.complaints(service, model, exchange);
        if (complaint == null) {
            assertThat(complaints).isEmpty();
        } else {
            assertThat(complaints).anyMatch(told -> told.startsWith(complaint));
        }
    }

    private static Exchange exchange(String action, String target, int status, String contentType, String body) {
        HttpHeaders headers = HttpHeaders.of(
                Map.of("content-type", List.of(contentType), "x-amzn-requestid", List.of("id")), (_, _) -> true);
        return new Exchange(action, target, new byte[0], status, headers, body.getBytes());
    }
}
