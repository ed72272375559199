package dev.invitations.topology.doctor;

import dev.invitations.topology.Resource;

/** Whether a resource is there at all. */
record Existence(Remedies remedies) {
    static final String CHECK = "exists";

    Finding of(Examined<?> examined) {
        Subject subject = examined.subject();
        return switch (examined.reading()) {
            case Reading.Found _, Reading.Pending _ -> subject.ok(CHECK, "");
            case Reading.Unreadable(String why) -> subject.unknown(CHECK, why);
            case Reading.Missing _ ->
                subject.problem(CHECK, "it doesn't exist: " + consequence(examined.wanted()), remedies.apply());
        };
    }

    private static String consequence(Resource missing) {
        return switch (missing) {
            case Resource.Topic _ -> "whoever publishes is refused";
            case Resource.Subscription _ -> "publishing succeeds, and nothing of it arrives here";
            case Resource.Queue queue
            when queue.kind().equals(Resource.DEAD_LETTER_QUEUE) -> "what can't be delivered or handled is lost";
            case Resource.Queue _ -> "publishing succeeds, and what is meant for it goes to the dead-letter queue";
        };
    }
}
