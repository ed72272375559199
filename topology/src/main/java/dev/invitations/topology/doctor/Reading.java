package dev.invitations.topology.doctor;

import java.util.Map;

/** What AWS answered when it was asked for a resource. */
sealed interface Reading {
    record Found(Map<String, String> attributes) implements Reading {}

    record Missing() implements Reading {}

    /** A subscription whose endpoint has not agreed yet: SNS shows nothing of it, not even its ARN. */
    record Pending() implements Reading {}

    record Unreadable(String why) implements Reading {}
}
