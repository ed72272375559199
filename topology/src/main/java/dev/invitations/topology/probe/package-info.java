/** Sends a message that nobody handles, and sees where it arrives. */
package dev.invitations.topology.probe;
