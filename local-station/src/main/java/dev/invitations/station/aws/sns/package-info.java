/** SNS as AWS has it: topics, subscriptions, publishing, and delivery to queues. */
package dev.invitations.station.aws.sns;
