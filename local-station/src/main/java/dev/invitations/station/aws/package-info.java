/** The local AWS: SNS by our own rules and SQS by ElasticMQ, behind one endpoint. */
package dev.invitations.station.aws;
