/** How SNS delivers to HTTP(S) endpoints: its requests, and when it tries again. */
package dev.invitations.station.aws.sns.endpoint;
