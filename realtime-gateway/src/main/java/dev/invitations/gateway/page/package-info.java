/** The web page: what it has to know of the other services, and the headers it is served with. */
package dev.invitations.gateway.page;
