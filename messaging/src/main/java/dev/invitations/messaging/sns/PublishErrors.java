package dev.invitations.messaging.sns;

import static dev.invitations.messaging.PublishFailed.Kind.DENIED;
import static dev.invitations.messaging.PublishFailed.Kind.INTERRUPTED;
import static dev.invitations.messaging.PublishFailed.Kind.REFUSED;
import static dev.invitations.messaging.PublishFailed.Kind.THROTTLED;
import static dev.invitations.messaging.PublishFailed.Kind.TIMED_OUT;
import static dev.invitations.messaging.PublishFailed.Kind.TOPIC_MISSING;
import static dev.invitations.messaging.PublishFailed.Kind.UNAVAILABLE;

import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.PublishFailed.Kind;
import dev.invitations.messaging.carrier.Throttling;
import java.util.EnumSet;
import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.model.BatchResultErrorEntry;

/**
 * What it means that a call of SNS failed.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors">Publish: errors</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/api/CommonErrors.html">SNS: common errors</a>
 */
final class PublishErrors {
    /** What is wrong with an event, or with a batch because of one of its events. */
    private static final Set<String> OF_EVENTS = Set.of(
            "InvalidParameter",
            "InvalidParameterValue",
            "ParameterValueInvalid",
            "ValidationError",
            "ValidationException",
            "BatchRequestTooLong");

    private static final Set<Kind> PASSING = EnumSet.of(THROTTLED, UNAVAILABLE, TIMED_OUT);

    private PublishErrors() {}

    /** Whether it may be well in a moment. */
    static boolean isPassing(PublishFailed failure) {
        return PASSING.contains(failure.kind());
    }

    /** What failed is a whole call. */
    static PublishFailed of(SdkException e) {
        return switch (e) {
            case AwsServiceException refusal
            when kind(refusal) == REFUSED -> PublishFailed.ofEvent(REFUSED, refusal.getMessage());
            case AwsServiceException answer -> PublishFailed.ofTopic(kind(answer), answer.getMessage());
            case ApiCallTimeoutException _, ApiCallAttemptTimeoutException _ ->
                PublishFailed.ofTopic(TIMED_OUT, e.getMessage());
            case AbortedException _ -> PublishFailed.ofTopic(INTERRUPTED, e.getMessage());
            // Of the way there and back, and of credentials that can't be had just now.
            default -> PublishFailed.ofTopic(UNAVAILABLE, e.getMessage());
        };
    }

    /** What failed is one entry of a batch; the call did not. */
    static PublishFailed of(BatchResultErrorEntry entry) {
        String why = entry.code() + (entry.message() == null ? "" : ": " + entry.message());
        if (Throttling.isMeantBy(entry.code())) {
            return PublishFailed.ofEvent(THROTTLED, why);
        }
        return PublishFailed.ofEvent(Boolean.TRUE.equals(entry.senderFault()) ? REFUSED : UNAVAILABLE, why);
    }

    private static Kind kind(AwsServiceException e) {
        String code = e.awsErrorDetails() == null ? "" : e.awsErrorDetails().errorCode();
        if (e.isThrottlingException() || Throttling.isMeantBy(code)) {
            return THROTTLED;
        }
        // The SDK has set its clock by the answer when it says so.
        if (e.statusCode() >= 500 || e.isClockSkewException()) {
            return UNAVAILABLE;
        }
        if (e.statusCode() == 404) {
            return TOPIC_MISSING;
        }
        // Which topic, is the same for every event.
        boolean isOfEvents = OF_EVENTS.contains(code) && !e.getMessage().contains("TopicArn");
        return isOfEvents ? REFUSED : DENIED;
    }
}
