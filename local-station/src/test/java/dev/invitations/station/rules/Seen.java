package dev.invitations.station.rules;

import java.util.Collection;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Puts what is seen in words that are the same in every run. */
final class Seen {
    private Seen() {}

    /** What is observed, be it that something is refused or does not come at all. */
    static String of(Callable<String> observation) throws Exception {
        try {
            return observation.call();
        } catch (AwsServiceException e) {
            return refusal(e);
        } catch (NothingCame e) {
            return e.getMessage();
        }
    }

    /** What a call is refused with, or {@code accepted}. */
    static String refusal(Runnable call) {
        try {
            call.run();
            return "accepted";
        } catch (AwsServiceException e) {
            return refusal(e);
        }
    }

    private static String refusal(AwsServiceException e) {
        return e.statusCode() + " " + e.awsErrorDetails().errorCode() + ": "
                + e.awsErrorDetails().errorMessage();
    }

    /** Only whether it is refused, where AWS's sentence is not known. */
    static String whetherRefused(Runnable call) {
        String refusal = refusal(call);
        return refusal.contains(": ") ? refusal.substring(0, refusal.indexOf(": ")) : refusal;
    }

    static String sorted(Collection<String> names) {
        return String.join(", ", new TreeSet<>(names));
    }

    /** Without what differs from one run to the next: generated names, ids, ports and times. */
    static String calm(String seen) {
        return seen.replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "<id>")
                .replaceAll("(localhost|127\\.0\\.0\\.1)(\\.localstack\\.cloud)?:\\d+", "<host>")
                .replaceAll("[0-9a-f]{64,}", "<token>")
                .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "<time>")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
