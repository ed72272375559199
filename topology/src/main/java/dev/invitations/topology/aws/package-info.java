/** SNS and SQS as the topology sees them: find, create, read and set, one kind of resource each. */
package dev.invitations.topology.aws;
