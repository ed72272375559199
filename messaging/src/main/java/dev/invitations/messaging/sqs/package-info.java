/**
 * The subscriber of an SQS queue. The way of a message: {@link dev.invitations.messaging.sqs.Receivers} -> {@link
 * dev.invitations.messaging.sqs.Subscriber} -> its handler -> {@link dev.invitations.messaging.sqs.Settlement}.
 */
package dev.invitations.messaging.sqs;
