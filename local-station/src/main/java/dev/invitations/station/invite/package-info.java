/** {@code invite}: a list of people, sent to the API. */
package dev.invitations.station.invite;
