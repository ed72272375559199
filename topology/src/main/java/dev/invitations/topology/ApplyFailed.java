package dev.invitations.topology;

import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** A topology could not be applied. What was done before stays; applying again goes on from there. */
public final class ApplyFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    private ApplyFailed(Resource resource, String what, Throwable cause) {
        super(resource.kind() + " " + resource.name() + ": " + what, cause);
    }

    static ApplyFailed refused(Resource resource, SdkException cause) {
        return new ApplyFailed(resource, reason(cause), cause);
    }

    /** What AWS answered, or why it could not be asked; without the SDK's request ids and attempt counts. */
    static String reason(SdkException e) {
        if (e instanceof AwsServiceException refusal && refusal.awsErrorDetails() != null) {
            AwsErrorDetails details = refusal.awsErrorDetails();
            return details.serviceName() + " refused it: " + details.errorMessage() + " (" + details.errorCode() + ")";
        }
        Throwable root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root instanceof IOException
                ? "AWS can't be reached: " + root.getClass().getSimpleName() + ": " + root.getMessage()
                : e.getMessage();
    }

    static ApplyFailed elsewhere(Resource resource, List<Difference> identity) {
        return new ApplyFailed(resource, listed(identity) + "; is this the right account, region and endpoint?", null);
    }

    static ApplyFailed ignored(Resource resource, List<Difference> left) {
        return new ApplyFailed(resource, "AWS took the request and ignored it: " + listed(left), null);
    }

    private static String listed(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.attribute() + " should be " + difference.wanted() + " and is "
                        + difference.found().orElse("not there"))
                .collect(Collectors.joining("; "));
    }
}
