/** The carrier for tests of one service: everything stays in this process. */
package dev.invitations.messaging.memory;
