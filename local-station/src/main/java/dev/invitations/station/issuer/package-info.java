/** The token issuer of this machine: OpenID Connect for the page, and tokens for the command line. */
package dev.invitations.station.issuer;
