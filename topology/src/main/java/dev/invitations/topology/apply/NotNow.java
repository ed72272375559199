package dev.invitations.topology.apply;

import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sns.model.NotFoundException;
import software.amazon.awssdk.services.sns.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sqs.model.QueueDeletedRecentlyException;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/** A reason to refuse a call that passes by itself. */
enum NotNow {
    DELETED_RECENTLY("a queue of that name was deleted a moment ago, and SQS keeps its name for 60 s"),
    THROTTLED("AWS asks for fewer calls in a second"),
    NOT_KNOWN_YET("AWS doesn't know yet everywhere what was created a moment ago");

    /** How long SQS keeps a name, and a little more: it counts roughly. */
    private static final Duration NAME_IS_KEPT = Duration.ofSeconds(75);

    private final String sentence;

    NotNow(String sentence) {
        this.sentence = sentence;
    }

    static Optional<NotNow> of(SdkException e) {
        if (!(e instanceof AwsServiceException refusal)) {
            return Optional.empty();
        }
        if (refusal instanceof QueueDeletedRecentlyException) {
            return Optional.of(DELETED_RECENTLY);
        }
        if (refusal.isThrottlingException()) {
            return Optional.of(THROTTLED);
        }
        boolean isUnknown = refusal instanceof QueueDoesNotExistException
                || refusal instanceof NotFoundException
                || refusal instanceof ResourceNotFoundException
                || message(refusal).contains("Dead letter target does not exist");
        return isUnknown ? Optional.of(NOT_KNOWN_YET) : Optional.empty();
    }

    private static String message(AwsServiceException refusal) {
        String message = refusal.getMessage();
        return message == null ? "" : message;
    }

    /** How long it is worth waiting for, by those who are otherwise as patient as that. */
    Duration patience(Duration usual) {
        return this == DELETED_RECENTLY && usual.compareTo(NAME_IS_KEPT) < 0 ? NAME_IS_KEPT : usual;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
