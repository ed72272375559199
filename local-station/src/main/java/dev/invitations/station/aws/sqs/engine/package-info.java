/** ElasticMQ, with what its queues lack of AWS's: time that can be put forward, age, size and taking redrive away. */
package dev.invitations.station.aws.sqs.engine;
