/** {@code ./station bench}: how fast things are, beside others. */
package dev.invitations.station.bench;
