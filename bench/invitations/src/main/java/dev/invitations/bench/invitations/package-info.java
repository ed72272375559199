/** The subscriber of this project, as the workers have it. */
package dev.invitations.bench.invitations;
