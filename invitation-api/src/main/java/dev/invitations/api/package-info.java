/** The HTTP face of invitations: checks, publishes an event, answers. Knows nothing of who listens. */
package dev.invitations.api;
