package dev.invitations.station.aws.clients;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import dev.invitations.station.aws.Wire;
import dev.invitations.station.localstack.LocalStack;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;

/**
 * The clients that people use drive the local AWS through a scenario each, which looks at what they make of the answers;
 * and every answer that goes over the wire is compared, field by field, with AWS's own service model.
 *
 * <p>The model and two of the clients come with LocalStack, which {@code ./station verify} installs.
 */
@ExtendWith(Aws.Extension.class)
class RealClientsTest {
    private static final long MINUTES = 5;
    private static final int MORE_THAN_A_PAGE = 101;
    private static final Region REGION = Region.EU_WEST_1;

    private final Aws aws;
    private final Wire wire;
    private final HttpClient http = HttpClient.newHttpClient();
    private ServiceModel sns;
    private ServiceModel sqs;

    RealClientsTest(Aws aws) {
        this.aws = aws;
        this.wire = new Wire(aws.endpoint());
    }

    @BeforeEach
    void readTheModels() {
        sns = model("sns");
        sqs = model("sqs");
    }

    private static ServiceModel model(String service) {
        return ServiceModel.of(service)
                .orElseGet(() -> Assumptions.abort(
                        "AWS's service model is not installed: ./station verify does that, where Python is present"));
    }

    @AfterEach
    void cut() {
        wire.close();
        http.close();
    }

    @Test
    void the_aws_cli() throws Exception {
        String account = "333333333333";
        createTopics(account);

        run("aws-cli", account, "sh", "src/test/sh/scenario.sh");

        assertAnswersAreThoseOfTheModel();
        assertThat(actions(sqs)).hasSizeGreaterThan(15);
        assertThat(actions(sns)).hasSizeGreaterThan(10);
    }

    @Test
    void boto3() throws Exception {
        String account = "444444444444";
        createTopics(account);

        run("boto3", account, python(), "src/test/python/scenario.py");

        assertAnswersAreThoseOfTheModel();
        assertThat(actions(sqs)).containsExactlyInAnyOrderElementsOf(sqs.actions());
        assertThat(actions(sns)).containsAll(actionsThatAreHere());
    }

    @Test
    void the_sdk_for_java() {
        String account = "555555555555";
        createTopics(account);

        try (Scenario scenario = new Scenario(wire.endpoint(), account, REGION)) {
            scenario.run();
        }

        assertAnswersAreThoseOfTheModel();
        assertThat(actions(sqs)).containsExactlyInAnyOrderElementsOf(sqs.actions());
        assertThat(actions(sns)).containsExactlyInAnyOrderElementsOf(actionsThatAreHere());
    }

    /** All but those for phones and apps, to which the station delivers nothing. */
    private Set<String> actionsThatAreHere() {
        return sns.actions().stream()
                .filter(action ->
                        !action.matches(".*(SMS|Phone|Platform|Origination).*|.*tEndpointAttributes|DeleteEndpoint"))
                .collect(Collectors.toSet());
    }

    /** What clients spoke to SQS before it had AWS JSON, and some still do. */
    @Test
    void the_older_protocol_of_sqs() throws Exception {
        String name = Aws.unique("older");
        query("CreateQueue&QueueName=" + name + "-dlq");
        String arn = "arn:aws:sqs:us-east-1:000000000000:" + name;
        String letters = arn + "-dlq";
        String redrive = "{\"deadLetterTargetArn\":\"" + letters + "\",\"maxReceiveCount\":3}";
        query("CreateQueue&Tag.1.Key=k&Tag.1.Value=v&QueueName=" + name
                + "&Attribute.1.Name=RedrivePolicy&Attribute.1.Value=" + URLEncoder.encode(redrive, UTF_8));
        String queue = "&QueueUrl=" + aws.endpoint() + "/000000000000/" + name;
        query("SetQueueAttributes&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=20" + queue);
        query("GetQueueUrl&QueueName=" + name);
        query("GetQueueAttributes&AttributeName.1=All" + queue);
        query("ListQueues&QueueNamePrefix=" + name);
        query("ListQueueTags" + queue);
        query("TagQueue&Tag.1.Key=a&Tag.1.Value=b" + queue);
        query("UntagQueue&TagKey.1=a" + queue);
        query("ListDeadLetterSourceQueues" + queue + "-dlq");
        query("AddPermission&Label=l&AWSAccountId.1=123456789012&ActionName.1=SendMessage" + queue);
        query("RemovePermission&Label=l" + queue);
        query("SendMessage&MessageBody=hello&MessageAttribute.1.Name=bytes&MessageAttribute.1.Value.DataType=Binary"
                + "&MessageAttribute.1.Value.BinaryValue=AP8=" + queue);
        query("SendMessageBatch&SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=a"
                + "&SendMessageBatchRequestEntry.2.Id=b&SendMessageBatchRequestEntry.2.MessageBody=b" + queue);
        String received = query("ReceiveMessage&MaxNumberOfMessages=1&WaitTimeSeconds=5&AttributeName.1=All"
                + "&MessageAttributeName.1=All" + queue);
        assertThat(received).contains("<Body>hello</Body>", "<BinaryValue>AP8=</BinaryValue>");
        String handle = received.replaceAll("(?s).*<ReceiptHandle>(.*)</ReceiptHandle>.*", "$1");
        query("ChangeMessageVisibility&VisibilityTimeout=60&ReceiptHandle=" + handle + queue);
        query("ChangeMessageVisibilityBatch&ChangeMessageVisibilityBatchRequestEntry.1.Id=a"
                + "&ChangeMessageVisibilityBatchRequestEntry.1.VisibilityTimeout=60"
                + "&ChangeMessageVisibilityBatchRequestEntry.1.ReceiptHandle=" + handle + queue);
        query("DeleteMessage&ReceiptHandle=" + handle + queue);
        query("DeleteMessageBatch&DeleteMessageBatchRequestEntry.1.Id=a"
                + "&DeleteMessageBatchRequestEntry.1.ReceiptHandle=none" + queue);
        for (int i = 0; i < 3; i++) {
            query("SendMessage&MessageBody=letter" + queue + "-dlq");
        }
        String task = query("StartMessageMoveTask&MaxNumberOfMessagesPerSecond=1&SourceArn=" + letters
                + "&DestinationArn=" + letters.replace("-dlq", ""));
        query("ListMessageMoveTasks&SourceArn=" + letters);
        query("CancelMessageMoveTask&TaskHandle=" + task.replaceAll("(?s).*<TaskHandle>(.*)</TaskHandle>.*", "$1"));
        query("PurgeQueue" + queue);
        query("ReceiveMessage" + queue);
        query("PurgeQueue" + queue);
        query("SendMessage" + queue);
        query("SendMessageBatch" + queue);
        query("GetQueueUrl&QueueName=missing");
        query("Nonsense");
        query("DeleteQueue" + queue);

        assertThat(wire.exchanges().stream().flatMap(exchange -> AnswerCheck.complaints("sqs", sqs, exchange).stream()))
                .isEmpty();
        assertThat(wire.exchanges().stream()
                        .filter(exchange -> exchange.status() == 200)
                        .map(Wire.Exchange::action))
                .containsAll(sqs.actions());
    }

    private String query(String action) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(wire.endpoint())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request, Signature=0")
                .POST(BodyPublishers.ofString("Version=2012-11-05&Action=" + action))
                .build();
        return http.send(request, BodyHandlers.ofString()).body();
    }

    private void createTopics(String account) {
        try (SnsClient client = aws.sns(account, REGION)) {
            for (int i = 0; i < MORE_THAN_A_PAGE; i++) {
                String name = "page-" + i;
                client.createTopic(request -> request.name(name));
            }
        }
    }

    private void run(String client, String account, String... command) throws IOException, InterruptedException {
        Path work = Files.createDirectories(Path.of("target/clients/" + client).toAbsolutePath());
        Path said = work.resolve("output.log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("AWS_"));
        environment.putAll(Map.of(
                "AWS_ENDPOINT_URL",
                wire.endpoint().toString(),
                "AWS_ACCESS_KEY_ID",
                account,
                "AWS_SECRET_ACCESS_KEY",
                "secret",
                "AWS_DEFAULT_REGION",
                REGION.id(),
                "AWS_MAX_ATTEMPTS",
                "1",
                "AWS_PAGER",
                "",
                "AWS_EC2_METADATA_DISABLED",
                "true",
                "HOME",
                work.toString(),
                "PATH",
                LocalStack.installation().resolve("bin") + ":" + System.getenv("PATH"),
                "WORK",
                work.toString()));
        Process process = builder.start();
        try {
            assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(said)).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    private static String python() {
        return LocalStack.installation().resolve("bin/python").toString();
    }

    private void assertAnswersAreThoseOfTheModel() {
        List<String> complaints = wire.exchanges().stream()
                .flatMap(exchange -> {
                    boolean isSqs = exchange.target() != null;
                    return AnswerCheck.complaints(isSqs ? "sqs" : "sns", isSqs ? sqs : sns, exchange).stream();
                })
                .distinct()
                .toList();
        assertThat(complaints).isEmpty();
    }

    private Set<String> actions(ServiceModel service) {
        boolean isSqs = service == sqs;
        return wire.exchanges().stream()
                .filter(exchange -> (exchange.target() != null) == isSqs)
                .map(Wire.Exchange::action)
                .collect(Collectors.toSet());
    }
}
