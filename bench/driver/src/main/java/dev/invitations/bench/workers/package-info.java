/** The workers' subscriber beside others. */
package dev.invitations.bench.workers;
