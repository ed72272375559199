package dev.invitations.station.aws.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who calls, as the scope of the request's signature says. The signature itself is not checked.
 *
 * @param accessKey the access key id; empty where the request isn't signed
 * @param account the access key id where that has twelve digits, else {@code 000000000000}
 * @param service {@code sns} or {@code sqs}, where the request is signed
 */
public record Caller(String accessKey, String account, String region, Optional<String> service) {
    private static final Caller UNSIGNED = new Caller("", "000000000000", "us-east-1", Optional.empty());
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?:Credential=|^)([^/\\s,]+)/\\d{8}/([a-z0-9-]+)/([a-z0-9-]+)/aws4_request");

    /** As IAM knows it; who that is in the account is not known here. */
    public String principal() {
        return "arn:aws:iam::" + account + ":user/local";
    }

    public boolean isSigned() {
        return !accessKey.isEmpty();
    }

    /** @param credential an Authorization header, or the X-Amz-Credential of a presigned request; null if neither */
    public static Caller of(String credential) {
        if (credential == null) {
            return UNSIGNED;
        }
        Matcher scope = CREDENTIAL.matcher(credential);
        if (!scope.find()) {
            return UNSIGNED;
        }
        String key = scope.group(1);
        return new Caller(
                key, key.matches("\\d{12}") ? key : UNSIGNED.account, scope.group(2), Optional.of(scope.group(3)));
    }
}
