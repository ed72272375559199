package dev.invitations.messaging.sqs;

/**
 * The queues that a subscriber has to do with.
 *
 * @param probeReplies where whoever sends a probe waits for the answer; it is there only then
 */
record Queues(Queue queue, Queue deadLetters, Queue probeReplies) {}
