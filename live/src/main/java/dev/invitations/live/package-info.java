/** The live channel: announce to a team, listen to a team, catch up. Redis, and no AWS. */
package dev.invitations.live;
