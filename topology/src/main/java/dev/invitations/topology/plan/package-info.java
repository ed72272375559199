/** What would have to change until the declared topology is real; it only reads. */
package dev.invitations.topology.plan;
