package dev.invitations.topology.doctor;

import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sns.model.Subscription;

/**
 * The subscriptions of a topic.
 *
 * @param unreadable why SNS doesn't show them; empty where it does
 */
record Listing(List<Subscription> subscriptions, Optional<String> unreadable) {}
