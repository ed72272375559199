package dev.invitations.station.launcher;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A process of Invitation Station.
 *
 * @param name as in {@code logs NAME}
 * @param title for people
 * @param program what is executed, with its arguments
 * @param environment its configuration, added to the launcher's own environment
 * @param url where people or programs reach it
 * @param ready answers 200 as soon as it can do its work
 */
record Service(String name, String title, List<String> program, Map<String, String> environment, URI url, URI ready) {}
