/** The picture of a declared topology: for the terminal, for documents that know Mermaid, and as an image. */
package dev.invitations.topology.map;
