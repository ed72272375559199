package dev.invitations.topology.aws;

import java.io.IOException;
import java.util.Locale;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Why a call failed, in a sentence for people. */
public final class Reason {
    private Reason() {}

    /** What AWS answered, or why it could not be asked; without the SDK's request ids and attempt counts. */
    public static String of(SdkException e) {
        if (e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            AwsErrorDetails details = refusal.awsErrorDetails();
            if (details.errorMessage() == null) {
                return service(details) + " answered " + refusal.statusCode() + " and not why";
            }
            return service(details) + " refused it: " + details.errorMessage() + " (" + details.errorCode() + ")";
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException
                ? "AWS can't be reached: " + root.getClass().getSimpleName() + ": " + root.getMessage()
                : e.getMessage();
    }

    /** The SDK writes {@code Sqs}. */
    private static String service(AwsErrorDetails details) {
        return String.valueOf(details.serviceName()).toUpperCase(Locale.ROOT);
    }
}
