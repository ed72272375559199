package dev.invitations.station.aws.http;

/** What policies call an action. */
public final class IamAction {
    private static final String BATCH = "Batch";

    private IamAction() {}

    /** There is one for a message and for a batch of them. */
    public static String of(String action) {
        return action.endsWith(BATCH) ? action.substring(0, action.length() - BATCH.length()) : action;
    }
}
