package dev.invitations.station.aws.sqs;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The attributes that can be set on a queue, and who keeps them.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SetQueueAttributes.html">
 *     SetQueueAttributes</a>
 */
enum QueueAttribute {
    VISIBILITY_TIMEOUT("VisibilityTimeout", "30", true, between(0, 43_200)),
    DELAY_SECONDS("DelaySeconds", "0", true, between(0, 900)),
    RECEIVE_MESSAGE_WAIT_TIME_SECONDS("ReceiveMessageWaitTimeSeconds", "0", true, between(0, 20)),
    REDRIVE_POLICY("RedrivePolicy", null, false, _ -> true),
    FIFO_QUEUE("FifoQueue", null, true, "true"::equals),
    CONTENT_BASED_DEDUPLICATION("ContentBasedDeduplication", null, true, isOneOf("true", "false")),
    MESSAGE_RETENTION_PERIOD("MessageRetentionPeriod", "345600", false, between(60, 1_209_600)),
    MAXIMUM_MESSAGE_SIZE("MaximumMessageSize", "1048576", false, between(1_024, 1_048_576)),
    POLICY("Policy", null, false, _ -> true),
    REDRIVE_ALLOW_POLICY("RedriveAllowPolicy", null, false, _ -> true),
    SQS_MANAGED_SSE_ENABLED("SqsManagedSseEnabled", "true", false, isOneOf("true", "false")),
    KMS_MASTER_KEY_ID("KmsMasterKeyId", null, false, _ -> true),
    KMS_DATA_KEY_REUSE_PERIOD_SECONDS("KmsDataKeyReusePeriodSeconds", null, false, between(60, 86_400)),
    DEDUPLICATION_SCOPE("DeduplicationScope", null, false, isOneOf("queue", "messageGroup")),
    FIFO_THROUGHPUT_LIMIT("FifoThroughputLimit", null, false, isOneOf("perQueue", "perMessageGroupId"));

    private static final Set<String> READ_ONLY = Set.of(
            "All",
            "QueueArn",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed");

    private final String attribute;
    private final String initially;
    private final boolean engineKeepsIt;
    private final Predicate<String> isRight;

    QueueAttribute(String attribute, String initially, boolean engineKeepsIt, Predicate<String> isRight) {
        this.attribute = attribute;
        this.initially = initially;
        this.engineKeepsIt = engineKeepsIt;
        this.isRight = isRight;
    }

    /** Finds an attribute that can be set. */
    static QueueAttribute settable(String name) {
        return find(name).orElseThrow(() -> SqsError.unknownAttribute(name));
    }

    static void requireReadable(String name) {
        if (!READ_ONLY.contains(name)) {
            settable(name);
        }
    }

    private static Optional<QueueAttribute> find(String name) {
        return Arrays.stream(values())
                .filter(value -> value.attribute.equals(name))
                .findFirst();
    }

    /** What it is in AWS. */
    String attribute() {
        return attribute;
    }

    /** Its value in a new queue; empty where it is then absent. */
    Optional<String> initially() {
        return Optional.ofNullable(initially);
    }

    /** Whether ElasticMQ's protocol has it; the others it refuses or ignores, or can't take them away. */
    boolean isForEngine() {
        return engineKeepsIt;
    }

    /** An empty value removes what need not be there. */
    void require(String value) {
        if (!(value.isEmpty() && initially == null) && !isRight.test(value)) {
            throw SqsError.invalidValue(attribute);
        }
    }

    private static Predicate<String> between(int least, int most) {
        return value ->
                value.matches("\\d{1,9}") && Integer.parseInt(value) >= least && Integer.parseInt(value) <= most;
    }

    private static Predicate<String> isOneOf(String... values) {
        return Set.of(values)::contains;
    }
}
