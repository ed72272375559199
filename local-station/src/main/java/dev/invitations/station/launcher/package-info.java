/** {@code up}, {@code down}, {@code status}, {@code logs}: every process of Invitation Station, watched. */
package dev.invitations.station.launcher;
