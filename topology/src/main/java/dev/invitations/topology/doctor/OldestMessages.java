package dev.invitations.topology.doctor;

import dev.invitations.topology.aws.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataQuery;
import software.amazon.awssdk.services.cloudwatch.model.MetricDataResult;
import software.amazon.awssdk.services.cloudwatch.model.ScanBy;

/**
 * How old the oldest message of each queue is, by the name of the queue. SQS itself doesn't tell without giving messages
 * out, which counts as a receive; CloudWatch knows, some minutes late.
 *
 * @param unknown why none is known; empty where CloudWatch answered
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html">
 *     ApproximateAgeOfOldestMessage</a>
 */
record OldestMessages(Map<String, Duration> ages, Optional<String> unknown) {
    private static final int PERIOD_SECONDS = 300;
    private static final Duration LOOK_BACK = Duration.ofMinutes(20);

    static OldestMessages read(CloudWatchClient cloudWatch, List<String> queues) {
        if (queues.isEmpty()) {
            return new OldestMessages(Map.of(), Optional.empty());
        }
        Map<String, String> ids = new HashMap<>();
        List<MetricDataQuery> queries = new ArrayList<>();
        for (String queue : queues) {
            String id = "q" + ids.size();
            ids.put(id, queue);
            queries.add(query(id, queue));
        }
        Instant now = Instant.now();
        try {
            List<MetricDataResult> results = cloudWatch
                    .getMetricData(request -> request.metricDataQueries(queries)
                            .startTime(now.minus(LOOK_BACK))
                            .endTime(now)
                            .scanBy(ScanBy.TIMESTAMP_DESCENDING))
                    .metricDataResults();
            Map<String, Duration> ages = new HashMap<>();
            results.stream()
                    .filter(result -> !result.values().isEmpty())
                    .forEach(result -> ages.put(
                            ids.get(result.id()),
                            Duration.ofSeconds(result.values().getFirst().longValue())));
            return new OldestMessages(ages, Optional.empty());
        } catch (AwsServiceException e) {
            // That is what the local station answers to a service that it hasn't.
            String why = e.statusCode() == 404 ? "there is none at this endpoint" : Reason.of(e);
            return new OldestMessages(Map.of(), Optional.of(why));
        } catch (SdkException e) {
            return new OldestMessages(Map.of(), Optional.of(Reason.of(e)));
        }
    }

    private static MetricDataQuery query(String id, String queue) {
        Dimension dimension = Dimension.builder().name("QueueName").value(queue).build();
        return MetricDataQuery.builder()
                .id(id)
                .metricStat(
                        stat -> stat.period(PERIOD_SECONDS).stat("Maximum").metric(metric -> metric.namespace("AWS/SQS")
                                .metricName("ApproximateAgeOfOldestMessage")
                                .dimensions(dimension)))
                .build();
    }
}
