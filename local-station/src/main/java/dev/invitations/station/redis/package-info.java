/** A real Redis on this machine. */
package dev.invitations.station.redis;
