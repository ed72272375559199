/** {@code ./station deliveries}: what did not arrive, for people at a terminal. */
package dev.invitations.station.delivery;
