/** Makes the declared topology real, in AWS's order, and reads it back. */
package dev.invitations.topology.apply;
