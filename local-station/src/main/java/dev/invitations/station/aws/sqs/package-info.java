/** SQS: ElasticMQ, the queue attributes that it does not keep, and SNS's way into the queues. */
package dev.invitations.station.aws.sqs;
