/** SNS as AWS has it: topics, subscriptions, publishing, and delivery to queues and HTTP(S) endpoints. */
package dev.invitations.station.aws.sns;
