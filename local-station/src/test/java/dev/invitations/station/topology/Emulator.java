package dev.invitations.station.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.invitations.station.localstack.LocalStack;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeySpec;
import software.amazon.awssdk.services.kms.model.KeyUsageType;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.Subscription;
import software.amazon.awssdk.services.sns.model.Topic;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** Something that speaks as AWS does, and raw hands on it: nothing here goes through the code that is tested. */
final class Emulator implements AutoCloseable {
    /** As KMS makes it for a new key. */
    static final String KEY_POLICY_OF_ACCOUNT = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "kms:*", "Resource": "*",
             "Principal": {"AWS": "arn:aws:iam::000000000000:root"}}]}""";

    private static final String KEY_POLICY = """
            {"Version": "2012-10-17", "Statement": [
             {"Effect": "Allow", "Action": "kms:*", "Resource": "*",
              "Principal": {"AWS": "arn:aws:iam::000000000000:root"}},
             {"Effect": "Allow", "Action": ["kms:Decrypt", "kms:GenerateDataKey"], "Resource": "*",
              "Principal": {"Service": "sns.amazonaws.com"}}]}""";

    final Breakage.Kind kind;
    final URI endpoint;
    private final List<ExecutionInterceptor> interceptors;
    final SnsClient sns;
    final SqsClient sqs;
    final KmsClient kms;
    final CloudWatchClient cloudWatch;

    /** @param interceptors see every call */
    Emulator(Breakage.Kind kind, URI endpoint, ExecutionInterceptor... interceptors) {
        this.interceptors = List.of(interceptors);
        this.kind = kind;
        this.endpoint = endpoint;
        this.sns = client(SnsClient.builder());
        this.sqs = client(SqsClient.builder());
        this.kms = client(KmsClient.builder());
        this.cloudWatch = client(CloudWatchClient.builder());
    }

    private <C, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>> C client(B builder) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.executionInterceptors(interceptors))
                .build();
    }

    static String topicArn(String name) {
        return "arn:aws:sns:us-east-1:000000000000:" + name;
    }

    static String queueArn(String name) {
        return "arn:aws:sqs:us-east-1:000000000000:" + name;
    }

    void createQueue(String name, Map<String, String> attributes) {
        sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes));
    }

    void deleteQueue(String name) {
        String url = url(name);
        sqs.deleteQueue(request -> request.queueUrl(url));
    }

    Map<String, String> queue(String name) {
        String url = url(name);
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributesAsStrings();
    }

    void setQueue(String name, String attribute, String value) {
        String url = url(name);
        sqs.setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(Map.of(attribute, value)));
    }

    void send(String queue, String body) {
        String url = url(queue);
        sqs.sendMessage(request -> request.queueUrl(url).messageBody(body));
    }

    /** Takes a message in hand, for as long as the test may last. */
    void receive(String queue) {
        String url = url(queue);
        assertThat(sqs.receiveMessage(request -> request.queueUrl(url).visibilityTimeout(600))
                        .messages())
                .hasSize(1);
    }

    void setTopic(String name, String attribute, String value) {
        sns.setTopicAttributes(request ->
                request.topicArn(topicArn(name)).attributeName(attribute).attributeValue(value));
    }

    void subscribe(String topic, String queue, Map<String, String> attributes) {
        sns.subscribe(request -> request.topicArn(topicArn(topic))
                .protocol("sqs")
                .endpoint(queueArn(queue))
                .attributes(attributes));
    }

    void setSubscription(String queue, String attribute, String value) {
        String arn = subscription(queue);
        sns.setSubscriptionAttributes(
                request -> request.subscriptionArn(arn).attributeName(attribute).attributeValue(value));
    }

    void unsubscribe(String queue) {
        String arn = subscription(queue);
        sns.unsubscribe(request -> request.subscriptionArn(arn));
    }

    private String subscription(String queue) {
        return sns.listSubscriptionsPaginator().subscriptions().stream()
                .filter(found -> found.endpoint().equals(queueArn(queue)))
                .map(Subscription::subscriptionArn)
                .findFirst()
                .orElseThrow();
    }

    private String url(String queue) {
        return sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
    }

    /** The id of the key that is called {@code alias/invitations}, which SNS may use. */
    String key() {
        return kms.describeKey(request -> request.keyId("alias/invitations"))
                .keyMetadata()
                .keyId();
    }

    void putKeyPolicy(String policy) {
        String key = key();
        kms.putKeyPolicy(request -> request.keyId(key).policyName("default").policy(policy));
    }

    /** Makes a new key for {@code alias/invitations}; a symmetric one LocalStack can make only with Python 3.12. */
    void createKey() {
        String key = kms.createKey(request -> request.keySpec(KeySpec.RSA_2048)
                        .keyUsage(KeyUsageType.ENCRYPT_DECRYPT)
                        .policy(KEY_POLICY))
                .keyMetadata()
                .keyId();
        try {
            kms.deleteAlias(request -> request.aliasName("alias/invitations"));
        } catch (NotFoundException e) {
            // It is the first.
        }
        kms.createAlias(request -> request.aliasName("alias/invitations").targetKeyId(key));
    }

    /** Deletes everything. */
    void clear() {
        sns.listTopicsPaginator().topics().stream()
                .map(Topic::topicArn)
                .forEach(arn -> sns.deleteTopic(request -> request.topicArn(arn)));
        sqs.listQueues().queueUrls().forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
    }

    /** Runs a command of the AWS CLI as it is typed; LocalStack brings one. */
    static void runInShell(String command) throws IOException, InterruptedException {
        Path cli = LocalStack.installation().resolve("bin");
        assumeTrue(Files.isExecutable(cli.resolve("aws")), "the AWS CLI is not installed: ./station verify does that");
        ProcessBuilder shell = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true);
        shell.environment().merge("PATH", cli.toString(), (path, first) -> first + ":" + path);
        Process process = shell.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
        kms.close();
        cloudWatch.close();
    }
}
