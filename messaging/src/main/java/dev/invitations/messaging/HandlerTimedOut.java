package dev.invitations.messaging;

import java.time.Duration;

/** A handler took longer than its subscription declares. */
final class HandlerTimedOut extends Exception {
    private static final long serialVersionUID = 1;

    private HandlerTimedOut(String message, Throwable cause) {
        super(message, cause);
    }

    static HandlerTimedOut interrupted(Duration limit, Duration taken, Throwable cause) {
        return new HandlerTimedOut(
                "interrupted after " + taken + ", since handlerTimeout is " + limit + "; it ended with " + cause,
                cause);
    }

    static HandlerTimedOut ignoring(Duration limit, Duration taken) {
        return new HandlerTimedOut(
                "still at work after " + taken + " though interrupted, since handlerTimeout is " + limit
                        + "; what it comes to does not count",
                null);
    }
}
