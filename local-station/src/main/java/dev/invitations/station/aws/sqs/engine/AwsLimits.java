package dev.invitations.station.aws.sqs.engine;

import java.time.Duration;
import org.elasticmq.Limit;
import org.elasticmq.Limits;
import org.elasticmq.NoLimit$;
import org.elasticmq.RangeLimit;
import org.elasticmq.StrictSQSLimits$;
import scala.collection.immutable.List;
import scala.math.BigDecimal;

/** AWS's limits as ElasticMQ knows them, except that of a message: each queue has its own, and answers as AWS does. */
final class AwsLimits implements Limits {
    static final Limits LIMITS = new AwsLimits();
    static final int LARGEST_MESSAGE = 1024 * 1024;
    static final Duration USUAL_RETENTION = Duration.ofDays(4);

    private static final Limits AWS = StrictSQSLimits$.MODULE$;

    private AwsLimits() {}

    @Override
    @SuppressWarnings("unchecked")
    public Limit<Object> maxMessageLength() {
        return (Limit<Object>) (Limit<?>) NoLimit$.MODULE$;
    }

    @Override
    public Limit<Object> queueNameLengthLimit() {
        return AWS.queueNameLengthLimit();
    }

    @Override
    public Limit<Object> batchSizeLimit() {
        return AWS.batchSizeLimit();
    }

    @Override
    public Limit<RangeLimit<Object>> numberOfMessagesLimit() {
        return AWS.numberOfMessagesLimit();
    }

    @Override
    public Limit<Object> nonEmptyAttributesLimit() {
        return AWS.nonEmptyAttributesLimit();
    }

    @Override
    public Limit<List<RangeLimit<Object>>> bodyValidCharactersLimit() {
        return AWS.bodyValidCharactersLimit();
    }

    @Override
    public Limit<RangeLimit<BigDecimal>> numberAttributeValueLimit() {
        return AWS.numberAttributeValueLimit();
    }

    @Override
    public Limit<RangeLimit<Object>> messageWaitTimeLimit() {
        return AWS.messageWaitTimeLimit();
    }

    @Override
    public Limit<Object> messageAttributesLimit() {
        return AWS.messageAttributesLimit();
    }
}
