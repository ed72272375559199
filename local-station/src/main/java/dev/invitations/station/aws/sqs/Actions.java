package dev.invitations.station.aws.sqs;

import java.util.Set;

/**
 * The actions of SQS.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_Operations.html">Actions</a>
 */
final class Actions {
    /** "Cross-account permissions don't apply to this action", as the API reference says of each. */
    private static final Set<String> OF_THE_OWNER = Set.of(
            "AddPermission",
            "CancelMessageMoveTask",
            "CreateQueue",
            "DeleteQueue",
            "ListMessageMoveTasks",
            "ListQueueTags",
            "ListQueues",
            "RemovePermission",
            "SetQueueAttributes",
            "StartMessageMoveTask",
            "TagQueue",
            "UntagQueue");

    private Actions() {}

    /** Whether no policy can allow it to another account. */
    static boolean isOfTheOwner(String action) {
        return OF_THE_OWNER.contains(action);
    }
}
