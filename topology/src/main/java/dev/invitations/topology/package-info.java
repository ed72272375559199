/** The declared topology made real: what has to exist on AWS is derived in one place, created, and read back. */
package dev.invitations.topology;
