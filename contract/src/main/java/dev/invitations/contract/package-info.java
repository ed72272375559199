/** What the services agree on: events and how they are written. Knows no framework and no AWS. */
package dev.invitations.contract;
