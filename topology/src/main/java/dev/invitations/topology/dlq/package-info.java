/** What lies in the dead-letter queues, why, and how it gets out again. */
package dev.invitations.topology.dlq;
