package dev.invitations.station.aws;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no SDK sends, but people and broken clients do. */
@ExtendWith(Aws.Extension.class)
class WireTest {
    private final Aws aws;

    WireTest(Aws aws) {
        this.aws = aws;
    }

    @Test
    void an_answer_is_the_xml_of_aws() throws Exception {
        String name = Aws.unique("topic");

        HttpResponse<String> answer = aws.post("/", "Action=CreateTopic&Version=2010-03-31&Name=" + name);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/xml");
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(answer.body())
                .matches("<CreateTopicResponse xmlns=\"http://sns\\.amazonaws\\.com/doc/2010-03-31/\">"
                        + "<CreateTopicResult><TopicArn>arn:aws:sns:us-east-1:000000000000:" + name + "</TopicArn>"
                        + "</CreateTopicResult><ResponseMetadata><RequestId>[0-9a-f-]{36}</RequestId>"
                        + "</ResponseMetadata></CreateTopicResponse>");
    }

    @Test
    void an_action_without_a_result_has_none() throws Exception {
        assertThat(aws.post("/", "Action=DeleteTopic&TopicArn=" + aws.topic()).body())
                .matches("<DeleteTopicResponse xmlns=\"http://sns\\.amazonaws\\.com/doc/2010-03-31/\">"
                        + "<ResponseMetadata><RequestId>[0-9a-f-]{36}</RequestId></ResponseMetadata>"
                        + "</DeleteTopicResponse>");
    }

    @Test
    void an_error_is_the_xml_of_aws() throws Exception {
        assertThat(aws.post("/", "Action=CreateTopic&Name=a.b").body())
                .matches("<ErrorResponse xmlns=\"http://sns\\.amazonaws\\.com/doc/2010-03-31/\"><Error>"
                        + "<Type>Sender</Type><Code>InvalidParameter</Code>"
                        + "<Message>Invalid parameter: Topic Name</Message></Error>"
                        + "<RequestId>[0-9a-f-]{36}</RequestId></ErrorResponse>");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            Action=Nonsense                          | 400 | InvalidAction        | Could not find operation Nonsense for version 2010-03-31
            -                                        | 400 | MissingAction        | Missing Action
            Action=CreateTopic                       | 400 | ValidationError      | 1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null
            Action=GetTopicAttributes                | 400 | InvalidParameter     | Invalid parameter: TopicArn Reason: no value for required parameter
            Action=CreateTopic&Name=%                | 404 | MalformedQueryString | The query string contains a broken percent escape.
            Action=CreateTopic&Name=%zz              | 404 | MalformedQueryString | The query string contains a broken percent escape.
            Action=CreateTopic&Name=%C3%28           | 404 | MalformedQueryString | The query string contains text that is not UTF-8.
            Action=CreateTopic&Name=%00              | 400 | InvalidParameter     | Invalid parameter: Topic Name
            Action=CreateTopic&a.a.a.a.a.a.a.a.a.a.a.a.a=1 | 404 | MalformedQueryString | A parameter's name has more than 12 parts
            """)
    void a_broken_query_gets_the_error_of_aws(String body, int status, String code, String message) throws Exception {
        HttpResponse<String> answer = aws.post("/", body == null ? "" : body);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("<Code>" + code + "</Code><Message>" + message + "</Message>");
    }

    @Test
    void ten_thousand_parameters_are_enough() throws Exception {
        assertThat(aws.post("/", "a=1&".repeat(10_001)).body()).contains("More than 10000 parameters");
    }

    @Test
    void what_is_echoed_is_still_xml() throws Exception {
        assertThat(aws.post("/", "Action=%3Cscript%3E%01%26").body())
                .contains("Could not find operation &lt;script&gt;\uFFFD&amp; for");
    }

    @Test
    void parameters_may_stand_in_the_url() throws Exception {
        String name = Aws.unique("topic");

        assertThat(aws.get("/?Action=CreateTopic&Name=" + name).body()).contains(name + "</TopicArn>");
        assertThat(aws.post("/?Action=CreateTopic&Name=" + name, "").body()).contains(name + "</TopicArn>");
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            AmazonSQS.Nonsense           | {}                  | com.amazon.coral.service#UnknownOperationException
            Kinesis.PutRecord            | {}                  | com.amazon.coral.service#UnknownOperationException
            AmazonSQS.CreateQueue        | {                   | com.amazon.coral.service#SerializationException
            AmazonSQS.CreateQueue        | []                  | com.amazon.coral.service#SerializationException
            AmazonSQS.CreateQueue        | {}                  | com.amazon.coral.service#MissingRequiredParameterException
            AmazonSQS.SendMessage        | {"QueueUrl":"x"}    | com.amazon.coral.service#MissingRequiredParameterException
            AmazonSQS.SendMessage        | {"QueueUrl":1,"MessageBody":"x"} | com.amazon.coral.service#SerializationException
            AmazonSQS.SendMessageBatch   | {"QueueUrl":"/000000000000/x","Entries":{}} | com.amazon.coral.service#SerializationException
            AmazonSQS.ReceiveMessage     | {"QueueUrl":"/000000000000/missing"} | com.amazonaws.sqs#QueueDoesNotExist
            AmazonSQS.GetQueueAttributes | {"QueueUrl":"/000000000000/missing"} | com.amazonaws.sqs#QueueDoesNotExist
            AmazonSQS.SendMessageBatch   | {"QueueUrl":"/000000000000/x","Entries":[]}   | com.amazonaws.sqs#EmptyBatchRequest
            AmazonSQS.SendMessageBatch   | {"QueueUrl":"/000000000000/x","Entries":[{"MessageBody":"x"}]} | com.amazon.coral.service#MissingRequiredParameterException
            AmazonSQS.SendMessage        | {"QueueUrl":"/000000000000/x","MessageBody":"x","DelaySeconds":1.5} | com.amazon.coral.service#SerializationException
            AmazonSQS.SendMessage        | {"QueueUrl":"/000000000000/x","MessageBody":"x","MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"?"}}} | com.amazon.coral.service#SerializationException
            """)
    void a_broken_json_request_gets_the_error_of_aws(String target, String body, String type) throws Exception {
        HttpResponse<String> answer =
                aws.post("/", body, "X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.0");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("content-type")).hasValue("application/x-amz-json-1.0");
        assertThat(answer.headers().firstValue("x-amzn-query-error").orElse("")).endsWith(";Sender");
        assertThat(answer.body()).startsWith("{\"__type\":\"" + type + "\",\"message\":\"");
    }

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            /                      | Action=CreateQueue                                    | MissingParameter
            /                      | Action=SendMessage&MessageBody=x                      | MissingParameter
            /000000000000/missing  | Action=SendMessage&MessageBody=x                      | AWS.SimpleQueueService.NonExistentQueue
            /000000000000/missing  | Action=Nonsense                                       | InvalidAction
            /                      | Action=ReceiveMessage&MaxNumberOfMessages=x&QueueUrl=/000000000000/x | InvalidParameterValue
            """)
    void a_broken_request_of_the_older_sqs_too(String path, String body, String code) throws Exception {
        HttpResponse<String> answer = aws.post(path, body, "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).containsPattern("<Type>Sender</Type>\\s*<Code>" + code + "</Code>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Action=ListTopics",
                "Action=Nonsense",
                "Action=CreateTopic&Name=%",
                "Action=ListQueues",
                "Action=GetQueueUrl&QueueName=missing",
                "Action=ListMessageMoveTasks"
            })
    void a_request_has_one_id_which_header_and_body_tell(String body) throws Exception {
        HttpResponse<String> answer = aws.post("/", body);

        assertThat(answer.body())
                .contains("<RequestId>"
                        + answer.headers().firstValue("x-amzn-requestid").orElseThrow() + "</RequestId>");
    }

    @Test
    void json_without_a_target_is_an_unknown_operation() throws Exception {
        assertThat(aws.post("/", "{}", "Content-Type", "application/x-amz-json-1.0")
                        .body())
                .contains("#UnknownOperationException\"");
    }

    @Test
    void an_action_of_both_services_goes_where_the_signature_says() throws Exception {
        String scope = "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, Signature=0";

        assertThat(aws.post("/", "Action=AddPermission", "Authorization", scope.formatted("sns"))
                        .body())
                .contains("http://sns.amazonaws.com/doc/2010-03-31/");
        assertThat(aws.post("/", "Action=AddPermission", "Authorization", scope.formatted("sqs"))
                        .body())
                .doesNotContain("sns.amazonaws.com");
    }

    @Test
    void a_refusal_keeps_the_connection_and_chunks_are_as_good_as_a_length() throws Exception {
        List<String> requests = List.of(
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 15\r\n\r\nAction=Nonsense",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6\r\n\r\nName=%",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nX-Amz-Target: AmazonSQS.CreateQueue\r\n\r\n{",
                "GET /?Action=GetQueueUrl HTTP/1.1\r\nHost: a\r\n\r\n",
                "PUT /%zz HTTP/1.1\r\nHost: a\r\nContent-Type: text/html;charset=\u00ff\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nA\r\nAction=Lis\r\n7\r\ntTopics\r\n0\r\n\r\n");
        try (Socket socket = new Socket("127.0.0.1", aws.endpoint().getPort())) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            List<String> statuses = new ArrayList<>();
            for (String request : requests) {
                socket.getOutputStream().write(request.getBytes(ISO_8859_1));
                statuses.add(statusOfNextAnswer(in));
            }

            assertThat(statuses).containsExactly("400", "404", "400", "400", "400", "200");
        }
    }

    private static String statusOfNextAnswer(BufferedReader in) throws IOException {
        String status = in.readLine().split(" ")[1];
        int length = 0;
        for (String header = in.readLine(); !header.isEmpty(); header = in.readLine()) {
            if (header.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        header.substring(header.indexOf(':') + 1).trim());
            }
        }
        assertThat(in.skip(length)).isEqualTo(length);
        return status;
    }

    @Test
    void a_request_without_end_is_cut_off() throws Exception {
        try (Socket socket = new Socket("127.0.0.1", aws.endpoint().getPort())) {
            OutputStream out = socket.getOutputStream();
            out.write("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes());
            byte[] chunk = ("10000\r\n" + "a".repeat(0x10000) + "\r\n").getBytes();

            assertThatThrownBy(() -> {
                        for (int megabytes = 0; megabytes < 200; megabytes++) {
                            for (int i = 0; i < 16; i++) {
                                out.write(chunk);
                            }
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }
}
