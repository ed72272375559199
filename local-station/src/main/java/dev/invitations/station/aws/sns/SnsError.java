package dev.invitations.station.aws.sns;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;

/** An error of SNS, with AWS's code, status and sentence. */
final class SnsError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;

    SnsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    static SnsError invalidParameter(String what) {
        return new SnsError(400, "InvalidParameter", "Invalid parameter: " + what);
    }

    static SnsError noValue(String parameter) {
        return invalidParameter(parameter + " Reason: no value for required parameter");
    }

    static SnsError notFound(String what) {
        return new SnsError(404, "NotFound", what + " does not exist");
    }

    /** As AWS answers; its service model calls it Throttled, with status 429. */
    static SnsError throttled() {
        return new SnsError(400, "Throttling", "Rate exceeded");
    }

    /**
     * Who calls may not do that.
     *
     * @param why the end of the sentence, with a space before it; may be empty
     */
    static SnsError unauthorized(Caller caller, String action, Arn topic, String why) {
        return new SnsError(
                403,
                "AuthorizationError",
                "User: " + (caller.isSigned() ? caller.principal() : "anonymous")
                        + " is not authorized to perform: SNS:" + action + " on resource: " + topic + why);
    }

    /** Of a message attribute. */
    static SnsError invalidValue(String message) {
        return new SnsError(400, "ParameterValueInvalid", message);
    }

    /** @param path in the request, such as {@code tags.1.member.key} */
    static SnsError missing(String path) {
        return violated("null", path, "not be null");
    }

    /** @param relation such as {@code less than or equal to 128} */
    static SnsError length(String value, String path, String relation) {
        return violated("'" + value + "'", path, "have length " + relation);
    }

    private static SnsError violated(String value, String path, String constraint) {
        return new SnsError(
                400,
                "ValidationError",
                "1 validation error detected: Value " + value + " at '" + path
                        + "' failed to satisfy constraint: Member must " + constraint);
    }

    static SnsError tooManyTags() {
        return new SnsError(400, "TagLimitExceeded", "Could not complete request: tag quota of per resource exceeded");
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }
}
