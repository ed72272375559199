/** What the contenders receive from: an SQS that does next to nothing, and the local station's. */
package dev.invitations.bench.sqs;
