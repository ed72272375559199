package dev.invitations.contract.topology;

import java.util.List;

/** A topic and who listens to it. */
public record DeclaredTopic(String name, List<DeclaredSubscription> subscriptions) {}
