/** Publishing to an SNS topic: batches, what is tried again, and when it is given up. */
package dev.invitations.messaging.sns;
