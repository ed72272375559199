package dev.invitations.station.aws.clients;

import static dev.invitations.station.aws.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.Aws;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sns.model.Tag;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** What an application does with SNS and SQS, through the AWS SDK for Java. */
final class Scenario implements AutoCloseable {
    private final String run = Aws.unique("java");
    private final SnsClient sns;
    private final SqsClient sqs;

    Scenario(URI endpoint, String accessKey, Region region) {
        var credentials = StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, "secret"));
        this.sns = SnsClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
        this.sqs = SqsClient.builder()
                .endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(credentials)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    void run() {
        String deadLetters = queue(run + "-dlq", Map.of());
        String redrive = "{\"deadLetterTargetArn\":\"" + arn(deadLetters) + "\",\"maxReceiveCount\":3}";
        String queue = queue(run, Map.of("RedrivePolicy", redrive, "VisibilityTimeout", "20"));
        managesQueues(queue, deadLetters);
        carriesMessages(queue);
        movesDeadLetters(queue, deadLetters);
        publishes(queue);
        keepsTheOrder();
        List.of(queue, deadLetters).forEach(url -> sqs.deleteQueue(request -> request.queueUrl(url)));
    }

    private void managesQueues(String queue, String deadLetters) {
        assertThat(sqs.getQueueUrl(request -> request.queueName(run)).queueUrl())
                .isEqualTo(queue);
        assertThat(sqs.listQueues(request -> request.queueNamePrefix(run)).queueUrls())
                .containsExactlyInAnyOrder(queue, deadLetters);
        assertThat(sqs.listDeadLetterSourceQueues(request -> request.queueUrl(deadLetters))
                        .queueUrls())
                .containsExactly(queue);
        assertThat(sqs.getQueueAttributes(request -> request.queueUrl(queue).attributeNames(QueueAttributeName.ALL))
                        .attributes())
                .containsEntry(QueueAttributeName.VISIBILITY_TIMEOUT, "20");
        sqs.tagQueue(request -> request.queueUrl(queue).tags(Map.of("team", "trains", "stage", "test")));
        sqs.untagQueue(request -> request.queueUrl(queue).tagKeys("stage"));
        assertThat(sqs.listQueueTags(request -> request.queueUrl(queue)).tags()).isEqualTo(Map.of("team", "trains"));
        sqs.addPermission(request -> request.queueUrl(queue)
                .label("friends")
                .awsAccountIds("123456789012")
                .actions("SendMessage"));
        sqs.removePermission(request -> request.queueUrl(queue).label("friends"));
        assertRefused(
                () -> sqs.createQueue(
                        request -> request.queueName(run).attributesWithStrings(Map.of("VisibilityTimeout", "21"))),
                400,
                "QueueAlreadyExists",
                "A queue already exists with the same name and a different value for attribute VisibilityTimeout");
    }

    private void carriesMessages(String queue) {
        String id = sqs.sendMessage(request -> request.queueUrl(queue)
                        .messageBody("hällo <&>")
                        .messageAttributes(Map.of(
                                "bytes",
                                MessageAttributeValue.builder()
                                        .dataType("Binary")
                                        .binaryValue(SdkBytes.fromByteArray(new byte[] {0, -1}))
                                        .build())))
                .messageId();
        Message message = receive(queue, 1).getFirst();
        assertThat(message.messageId()).isEqualTo(id);
        assertThat(message.body()).isEqualTo("hällo <&>");
        assertThat(message.messageAttributes().get("bytes").binaryValue().asByteArray())
                .isEqualTo(new byte[] {0, -1});
        sqs.changeMessageVisibility(request ->
                request.queueUrl(queue).receiptHandle(message.receiptHandle()).visibilityTimeout(60));
        sqs.deleteMessage(request -> request.queueUrl(queue).receiptHandle(message.receiptHandle()));

        assertThat(sqs.sendMessageBatch(request -> request.queueUrl(queue).entries(entry("a"), entry("b")))
                        .successful())
                .hasSize(2);
        List<Message> messages = receive(queue, 2);
        assertThat(sqs.changeMessageVisibilityBatch(request -> request.queueUrl(queue)
                                .entries(ChangeMessageVisibilityBatchRequestEntry.builder()
                                        .id("a")
                                        .receiptHandle(messages.getFirst().receiptHandle())
                                        .visibilityTimeout(60)
                                        .build()))
                        .successful())
                .hasSize(1);
        var deleted = sqs.deleteMessageBatch(request -> request.queueUrl(queue)
                .entries(deletion("a", messages.getFirst().receiptHandle()), deletion("none", "none")));
        assertThat(deleted.successful()).hasSize(1);
        assertThat(deleted.failed()).extracting(BatchResultErrorEntry::id).containsExactly("none");
        assertRefused(
                () -> sqs.sendMessage(request -> request.queueUrl(queue).messageBody("")),
                400,
                "MissingParameter",
                "The request must contain the parameter MessageBody.");
    }

    private void movesDeadLetters(String queue, String deadLetters) {
        IntStream.range(0, 3)
                .forEach(_ ->
                        sqs.sendMessage(request -> request.queueUrl(deadLetters).messageBody("letter")));
        String source = arn(deadLetters);
        // They were sent there directly, so that none finds home by itself.
        String destination = arn(queue);
        String task = sqs.startMessageMoveTask(request ->
                        request.sourceArn(source).destinationArn(destination).maxNumberOfMessagesPerSecond(1))
                .taskHandle();
        assertThat(sqs.listMessageMoveTasks(request -> request.sourceArn(source))
                        .results()
                        .getFirst()
                        .sourceArn())
                .isEqualTo(source);
        sqs.cancelMessageMoveTask(request -> request.taskHandle(task));
        sqs.purgeQueue(request -> request.queueUrl(queue));
    }

    private void publishes(String queue) {
        String topic = sns.createTopic(request -> request.name(run)
                        .attributes(Map.of("DisplayName", "Trains"))
                        .tags(Tag.builder().key("team").value("trains").build()))
                .topicArn();
        sns.setTopicAttributes(request ->
                request.topicArn(topic).attributeName("SignatureVersion").attributeValue("2"));
        assertThat(sns.getTopicAttributes(request -> request.topicArn(topic)).attributes())
                .containsEntry("DisplayName", "Trains");
        sns.tagResource(request -> request.resourceArn(topic)
                .tags(Tag.builder().key("stage").value("test").build()));
        sns.untagResource(request -> request.resourceArn(topic).tagKeys("stage"));
        assertThat(sns.listTagsForResource(request -> request.resourceArn(topic))
                        .tags())
                .hasSize(1);
        sns.addPermission(request -> request.topicArn(topic)
                .label("friends")
                .awsAccountIds("123456789012")
                .actionNames("Publish"));
        sns.removePermission(request -> request.topicArn(topic).label("friends"));
        String protection = "{\"Name\":\"none\",\"Version\":\"2021-06-01\",\"Statement\":[]}";
        sns.putDataProtectionPolicy(request -> request.resourceArn(topic).dataProtectionPolicy(protection));
        assertThat(sns.getDataProtectionPolicy(request -> request.resourceArn(topic))
                        .dataProtectionPolicy())
                .isEqualTo(protection);
        assertThat(sns.listTopicsPaginator().topics())
                .anyMatch(listed -> listed.topicArn().equals(topic));
        allowSns(queue);
        String subscription = sns.subscribe(request -> request.topicArn(topic)
                        .protocol("sqs")
                        .endpoint(arn(queue))
                        .attributes(Map.of("FilterPolicy", "{\"kind\":[\"train\"]}", "RawMessageDelivery", "true")))
                .subscriptionArn();
        sns.setSubscriptionAttributes(request -> request.subscriptionArn(subscription)
                .attributeName("FilterPolicyScope")
                .attributeValue("MessageBody"));
        assertThat(sns.getSubscriptionAttributes(request -> request.subscriptionArn(subscription))
                        .attributes())
                .containsEntry("FilterPolicyScope", "MessageBody");
        assertThat(sns.listSubscriptionsByTopic(request -> request.topicArn(topic))
                        .subscriptions())
                .hasSize(1);
        assertThat(sns.listSubscriptions().subscriptions()).isNotEmpty();
        sns.publishBatch(request -> request.topicArn(topic)
                .publishBatchRequestEntries(
                        publication("ship", "{\"kind\":\"ship\"}"), publication("plain", "no JSON")));
        sns.publish(request -> request.topicArn(topic).message("{\"kind\":\"train\"}"));
        assertThat(receive(queue, 1).getFirst().body()).isEqualTo("{\"kind\":\"train\"}");
        assertRefused(
                () -> sns.publish(
                        request -> request.topicArn(topic + "-missing").message("a")),
                404,
                "NotFound",
                "Topic does not exist");
        assertRefused(
                () -> sns.confirmSubscription(request -> request.topicArn(topic).token("0".repeat(64))),
                400,
                "InvalidParameter",
                "Invalid parameter: Token");
        sns.unsubscribe(request -> request.subscriptionArn(subscription));
        sns.deleteTopic(request -> request.topicArn(topic));
    }

    private void keepsTheOrder() {
        String topic = sns.createTopic(request -> request.name(run + ".fifo")
                        .attributes(Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true")))
                .topicArn();
        var first =
                sns.publish(request -> request.topicArn(topic).message("first").messageGroupId("group"));
        var again =
                sns.publish(request -> request.topicArn(topic).message("first").messageGroupId("group"));
        assertThat(again.sequenceNumber()).isEqualTo(first.sequenceNumber());
        sns.deleteTopic(request -> request.topicArn(topic));
    }

    private static SendMessageBatchRequestEntry entry(String id) {
        return SendMessageBatchRequestEntry.builder().id(id).messageBody(id).build();
    }

    private static DeleteMessageBatchRequestEntry deletion(String id, String receiptHandle) {
        return DeleteMessageBatchRequestEntry.builder()
                .id(id)
                .receiptHandle(receiptHandle)
                .build();
    }

    private static PublishBatchRequestEntry publication(String id, String message) {
        return PublishBatchRequestEntry.builder().id(id).message(message).build();
    }

    private String queue(String name, Map<String, String> attributes) {
        return sqs.createQueue(request -> request.queueName(name).attributesWithStrings(attributes))
                .queueUrl();
    }

    private String arn(String url) {
        return sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
    }

    private void allowSns(String queue) {
        String policy = """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage",
                 "Principal": {"Service": "sns.amazonaws.com"}, "Resource": "%s"}]}""".formatted(arn(queue));
        sqs.setQueueAttributes(request -> request.queueUrl(queue).attributesWithStrings(Map.of("Policy", policy)));
    }

    private List<Message> receive(String queue, int wanted) {
        List<Message> messages = new ArrayList<>();
        while (messages.size() < wanted) {
            List<Message> received = sqs.receiveMessage(request -> request.queueUrl(queue)
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(10)
                            .messageAttributeNames("All")
                            .messageSystemAttributeNamesWithStrings("All"))
                    .messages();
            assertThat(received).as("messages in " + queue).isNotEmpty();
            messages.addAll(received);
        }
        return messages;
    }

    @Override
    public void close() {
        sns.close();
        sqs.close();
    }
}
