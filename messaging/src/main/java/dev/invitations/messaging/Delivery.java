package dev.invitations.messaging;

/**
 * How an event came.
 *
 * @param subscription the subscription that carried it
 * @param messageId the carrier's id of the message, for logs; not an idempotency key, since a repeat has another one
 * @param receiveCount how often this message was received, from 1 on
 */
public record Delivery(String subscription, String messageId, int receiveCount) {}
