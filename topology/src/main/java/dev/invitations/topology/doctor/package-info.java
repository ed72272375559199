/** Whether the declared topology works as it is on AWS, and what mends it where it doesn't. */
package dev.invitations.topology.doctor;
