package dev.invitations.station.bench;

import dev.invitations.station.aws.AwsClients;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** A topic with subscriptions that deliver raw, each to a queue of its own; {@link #delete} removes all of it. */
record Fanout(String topicArn, List<String> queueUrls) {
    private static final String POLICY = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*",
             "Principal": {"Service": "sns.amazonaws.com"}, "Condition": {"ArnEquals": {"aws:SourceArn": "%s"}}}]}""";

    static Fanout create(AwsClients aws, int subscriptions) {
        String name = "bench-" + UUID.randomUUID();
        String topic = aws.sns().createTopic(request -> request.name(name)).topicArn();
        return new Fanout(
                topic,
                IntStream.range(0, subscriptions)
                        .mapToObj(i -> subscribedQueue(aws, topic, name + "-" + i))
                        .toList());
    }

    private static String subscribedQueue(AwsClients aws, String topic, String name) {
        String url = aws.sqs()
                .createQueue(request ->
                        request.queueName(name).attributes(Map.of(QueueAttributeName.POLICY, POLICY.formatted(topic))))
                .queueUrl();
        String arn = aws.sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        aws.sns().subscribe(request -> request.topicArn(topic)
                .protocol("sqs")
                .endpoint(arn)
                .attributes(Map.of("RawMessageDelivery", "true")));
        return url;
    }

    void delete(AwsClients aws) {
        aws.sns().deleteTopic(request -> request.topicArn(topicArn));
        queueUrls.forEach(url -> aws.sqs().deleteQueue(request -> request.queueUrl(url)));
    }
}
