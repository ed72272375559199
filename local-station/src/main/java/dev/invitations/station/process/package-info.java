/** Child processes that never outlive their parent, whatever becomes of it. */
package dev.invitations.station.process;
