/** How events travel: publishing to the topic, handling what a subscription carries, doing it once. */
package dev.invitations.messaging;
