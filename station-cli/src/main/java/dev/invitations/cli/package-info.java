/** The commands of the topology as a program of their own. */
package dev.invitations.cli;
