/** The carrier of production: SNS carries to SQS. */
package dev.invitations.messaging.aws;
