package dev.invitations.station.aws.sqs.engine;

import java.time.Duration;
import java.util.Optional;

/** What ElasticMQ's protocol can't tell a queue. */
sealed interface QueueOrder {

    /** The name of the queue. */
    String queue();

    /** The attributes that ElasticMQ ignores. */
    record Keep(String queue, int maximumMessageSize, Duration retention) implements QueueOrder {}

    /** Where it moves what was received too often; empty where it goes on for ever. */
    record Redrive(String queue, Optional<DeadLetters> to) implements QueueOrder {}

    /** A queue of the same account and region, by name. */
    record DeadLetters(String queue, int maxReceiveCount) {}
}
