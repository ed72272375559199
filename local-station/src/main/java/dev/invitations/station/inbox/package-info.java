/** The mails that arrive on this machine: an SMTP server that keeps them, a page and JSON to read them. */
package dev.invitations.station.inbox;
