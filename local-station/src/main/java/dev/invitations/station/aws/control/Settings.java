package dev.invitations.station.aws.control;

import java.time.Duration;

/**
 * How the local AWS behaves where AWS's behaviour is not documented, or takes a time that nobody is told.
 *
 * @param policyPropagation how long a new policy of a queue takes to count; AWS: up to 60 seconds
 * @param filterPropagation how long a new filter policy takes to count; AWS: up to 15 minutes
 * @param redriveClientErrors whether a message that an endpoint answers with 4xx, which SNS doesn't try again, goes to
 *     the subscription's dead-letter queue; AWS says so of client errors in general
 * @param restQueueNames whether no queue can be created for 60 seconds under the name of one that was deleted, as on AWS;
 *     who takes a topology down and puts it up again would rather not wait
 */
public record Settings(
        Duration policyPropagation, Duration filterPropagation, boolean redriveClientErrors, boolean restQueueNames) {
    /** Everything counts at once. */
    public static final Settings USUAL = new Settings(Duration.ZERO, Duration.ZERO, true, false);
}
