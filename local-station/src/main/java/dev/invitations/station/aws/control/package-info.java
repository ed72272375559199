/** How tests and people look into the local AWS, and drive it. */
package dev.invitations.station.aws.control;
