/** What a carrier is: the seam between handling events and the ways they travel. */
package dev.invitations.messaging.carrier;
