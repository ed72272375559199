package dev.invitations.messaging;

/**
 * Thrown by an {@link EventHandler}: nothing is wrong with the event, but what it takes to handle it is away. The message
 * comes back later, and until {@link #dependency()} is back the subscription receives next to nothing.
 */
public final class DependencyUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Dependency dependency;

    /** Without a stack trace: that it is away says all, and every message in hand meets it. */
    public DependencyUnavailable(Dependency dependency, Throwable cause) {
        super(dependency.name() + " is unavailable: " + cause.getMessage(), cause, true, false);
        this.dependency = dependency;
    }

    public Dependency dependency() {
        return dependency;
    }
}
