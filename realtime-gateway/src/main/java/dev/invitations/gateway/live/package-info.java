/** A team's live updates, from Redis to the WebSocket clients of this pod. */
package dev.invitations.gateway.live;
