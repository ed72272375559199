package dev.invitations.topology.doctor;

import java.util.Optional;

/**
 * What was found about one thing.
 *
 * @param check what was looked at, such as {@code policy}
 * @param sentence for people; may be empty where all is well
 * @param mend the command that mends it, or that shows more of it
 */
public record Finding(Subject subject, String check, Status status, String sentence, Optional<String> mend) {

    /** From the best to the worst. */
    public enum Status {
        OK,
        /** It could not be asked, or it can't be told here; the sentence says why. */
        UNKNOWN,
        /** It works, but not as declared, or not for long. */
        WARNING,
        /** Messages are lost or don't arrive, or strangers can send. */
        PROBLEM
    }

    boolean isWell() {
        return status == Status.OK;
    }
}
