package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** What AWS's SDKs see of a refusal. */
public final class Refusals {
    private Refusals() {}

    public static void assertRefused(ThrowingCallable call, int status, String code, String message) {
        AwsServiceException e = catchThrowableOfType(AwsServiceException.class, call);
        assertThat(e).as("a refusal").isNotNull();
        assertThat(e.awsErrorDetails().errorMessage()).isEqualTo(message);
        assertThat(e.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(e.statusCode()).isEqualTo(status);
        assertThat(e.requestId()).isNotBlank();
    }

    public static void assertInvalidParameter(ThrowingCallable call, String message) {
        assertRefused(call, 400, "InvalidParameter", "Invalid parameter: " + message);
    }
}
