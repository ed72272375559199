/** Inviting a whole list: read as it is uploaded, answered row by row. */
package dev.invitations.api.list;
