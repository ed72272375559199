package dev.invitations.station.aws.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.Aws;
import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeContainer;
import net.jqwik.api.lifecycle.BeforeTry;
import org.w3c.dom.Element;

/**
 * Whatever is sent: the answer is one of AWS's, and comes; and whoever uses the station properly does not notice.
 */
class AnyRequestTest {
    private static final int TRIES = 400;
    private static final String TOPIC = "any-topic";
    private static final String QUEUE = "any-queue";
    /** Far more than any answer takes, also that of a receive that waits. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SIGNATURE =
            "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/%s/aws4_request, Signature=0";

    private static Aws aws;
    private static HttpClient http;
    private static AnyRequests requests;

    @BeforeContainer
    static void start() {
        aws = new Aws();
        http = HttpClient.newHttpClient();
        createWhatRequestsAreAbout();
        String topic = aws.sns.createTopic(request -> request.name(TOPIC)).topicArn();
        String queue = aws.sqs.getQueueUrl(request -> request.queueName(QUEUE)).queueUrl();
        String arn = aws.arn(queue);
        requests = new AnyRequests(Map.ofEntries(
                Map.entry("TopicArn", topic),
                Map.entry("ResourceArn", topic),
                Map.entry("SubscriptionArn", aws.subscribe(topic, arn, Map.of())),
                Map.entry("Protocol", "sqs"),
                Map.entry("Endpoint", arn),
                Map.entry("Message", "{\"default\":\"a\"}"),
                Map.entry("AttributeName", "DisplayName"),
                Map.entry("AttributeValue", "b"),
                Map.entry("QueueUrl", queue),
                Map.entry("QueueName", QUEUE),
                Map.entry("MessageBody", "c"),
                Map.entry("ReceiptHandle", "d"),
                Map.entry("VisibilityTimeout", "0"),
                Map.entry("Label", "e"),
                Map.entry("SourceArn", arn),
                Map.entry(
                        "Entries",
                        "[{\"Id\":\"f\",\"MessageBody\":\"g\",\"ReceiptHandle\":\"h\",\"VisibilityTimeout\":0}]"),
                Map.entry("Attributes", "{\"VisibilityTimeout\":\"30\"}"),
                Map.entry("Tags", "{\"i\":\"j\"}"),
                Map.entry("TagKeys", "[\"k\"]")));
    }

    /** Some of the requests delete it. */
    @BeforeTry
    void createAgain() {
        createWhatRequestsAreAbout();
    }

    private static void createWhatRequestsAreAbout() {
        aws.sns.createTopic(request -> request.name(TOPIC));
        aws.sqs.createQueue(request -> request.queueName(QUEUE));
    }

    @AfterContainer
    static void stop() {
        http.close();
        aws.close();
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void sns_answers_whatever_it_is_asked(@ForAll("ofSns") byte[] body) throws Exception {
        assertIsAnswerInXml(post(body, "Authorization", SIGNATURE.formatted("sns")));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void the_older_sqs_answers_whatever_it_is_asked(@ForAll("ofSqs") byte[] body) throws Exception {
        assertIsAnswerInXml(post(body, "Authorization", SIGNATURE.formatted("sqs")));
    }

    @Property(tries = TRIES, shrinking = ShrinkingMode.BOUNDED)
    void sqs_answers_whatever_it_is_asked(@ForAll("targets") String target, @ForAll("ofJson") byte[] body)
            throws Exception {
        HttpResponse<byte[]> answer = post(body, "X-Amz-Target", target, "Content-Type", "application/x-amz-json-1.0");

        var json = new JsonMapper().readTree(answer.body());
        assertThat(json.isObject()).isTrue();
        assertThat(answer.headers().firstValue("x-amzn-requestid")).isPresent();
        assertThat(answer.statusCode())
                .as(new String(answer.body(), ISO_8859_1))
                .satisfiesAnyOf(status -> assertThat(status).isEqualTo(200), status -> assertThat(status)
                        .isBetween(400, 499));
        if (answer.statusCode() != 200) {
            assertThat(json.path("__type").asText()).matches("com\\.amazon[a-z.]*#\\w+");
            assertThat(json.path("message").asText()).isNotEmpty();
        }
    }

    /** Runs also where a property has failed, and then tells whether the station has suffered. */
    @AfterProperty
    void who_uses_it_properly_does_not_notice() {
        String topic = aws.topic();
        String queue = aws.queue();
        aws.subscribe(topic, aws.arn(queue), Map.of("RawMessageDelivery", "true"));

        aws.sns.publish(request -> request.topicArn(topic).message("still here"));

        assertThat(aws.receive(queue).body()).isEqualTo("still here");
    }

    private static HttpResponse<byte[]> post(byte[] body, String... headers) throws Exception {
        return http.send(
                HttpRequest.newBuilder(aws.endpoint())
                        .timeout(PATIENCE)
                        .headers(headers)
                        .POST(BodyPublishers.ofByteArray(body))
                        .build(),
                BodyHandlers.ofByteArray());
    }

    private static void assertIsAnswerInXml(HttpResponse<byte[]> answer) throws Exception {
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(answer.body()))
                .getDocumentElement();
        String requestId = answer.headers().firstValue("x-amzn-requestid").orElseThrow();
        assertThat(root.getElementsByTagName("RequestId").item(0).getTextContent())
                .isEqualTo(requestId);
        if (answer.statusCode() == 200) {
            assertThat(root.getTagName()).endsWith("Response");
        } else {
            assertThat(answer.statusCode())
                    .as(new String(answer.body(), ISO_8859_1))
                    .isBetween(400, 499);
            assertThat(root.getTagName()).isEqualTo("ErrorResponse");
            assertThat(root.getElementsByTagName("Code").item(0).getTextContent())
                    .isNotEmpty();
            assertThat(root.getElementsByTagName("Message").item(0).getTextContent())
                    .isNotEmpty();
        }
    }

    @Provide
    Arbitrary<byte[]> ofSns() {
        return requests.ofSns();
    }

    @Provide
    Arbitrary<byte[]> ofSqs() {
        return requests.ofSqs();
    }

    @Provide
    Arbitrary<byte[]> ofJson() {
        return requests.ofJson();
    }

    @Provide
    Arbitrary<String> targets() {
        return requests.targets();
    }
}
