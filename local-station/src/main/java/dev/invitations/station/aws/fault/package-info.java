/** Failure on demand: what the local AWS does wrong because somebody asked for it. */
package dev.invitations.station.aws.fault;
