/** How the station answers over HTTP: pages for people, JSON for programs, problem documents for errors. */
package dev.invitations.station.web;
