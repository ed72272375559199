/**
 * The rules of SNS, tried on the local station and on LocalStack. A rule is what AWS does in a case; what another does
 * instead is written down in {@code docs/fidelity.md}.
 */
package dev.invitations.station.rules;
