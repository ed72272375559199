/** The e-mail worker: an invitation becomes an e-mail, and its outcome becomes an event. */
package dev.invitations.email;
