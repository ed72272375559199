/** What all commands of the topology share: which AWS, which file, and how they end. */
package dev.invitations.topology.command;
