/** The analytics worker: every event is counted once, and a team sees its numbers. */
package dev.invitations.analytics;
