package dev.invitations.messaging;

import dev.invitations.messaging.carrier.Heartbeat;
import java.time.Duration;

/**
 * How an event came.
 *
 * @param subscription the subscription that carried it
 * @param messageId the carrier's id of the message, for logs; not an idempotency key, since a repeat has another one
 * @param receiveCount how often this message was received, from 1 on
 * @param isLast whether these are all the receives that the subscription declares: the next would find it in the
 *     dead-letter queue
 * @param visibilityTimeout how long the message would stay hidden from others without another heartbeat
 * @param heartbeat beats some times within each visibility timeout, while the event is handled
 */
public record Delivery(
        String subscription,
        String messageId,
        int receiveCount,
        boolean isLast,
        Duration visibilityTimeout,
        Heartbeat heartbeat) {}
