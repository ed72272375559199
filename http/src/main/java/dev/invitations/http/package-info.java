/** What every service answers alike over HTTP: who is a member of a team, and what is said where something is refused. */
package dev.invitations.http;
