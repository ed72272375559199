/** What SNS signs its messages with, so that their receivers can tell them from those of others. */
package dev.invitations.station.aws.sns.signature;
