/** What SNS and SQS share on the wire: the Query protocol, its XML, and who calls. */
package dev.invitations.station.aws.http;
