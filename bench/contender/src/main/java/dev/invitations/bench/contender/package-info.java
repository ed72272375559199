/** What is the same for every contender: the work, and how it is measured, in the contender's own process. */
package dev.invitations.bench.contender;
