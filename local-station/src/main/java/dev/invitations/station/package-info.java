/** The one command, {@code ./station}, and what it starts on a laptop in the place of AWS. */
package dev.invitations.station;
