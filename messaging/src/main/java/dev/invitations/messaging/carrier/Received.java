package dev.invitations.messaging.carrier;

/**
 * A message as a subscription delivers it.
 *
 * @param id the carrier's id of the message
 * @param receiveCount how often it was received, from 1 on
 * @param attempt the attempt to handle it
 */
public record Received(String id, Message message, int receiveCount, Attempt attempt) {}
