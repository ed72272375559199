/** Another emulator of AWS, written by others, to compare the local station with. */
package dev.invitations.station.localstack;
