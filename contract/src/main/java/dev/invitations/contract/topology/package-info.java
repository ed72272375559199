/** The declared topology: what {@code deploy/topology.yaml} says, and how SNS filters. */
package dev.invitations.contract.topology;
