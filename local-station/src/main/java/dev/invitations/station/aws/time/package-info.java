/** The time of the local AWS, which tests and learners can put forward. */
package dev.invitations.station.aws.time;
