package dev.invitations.station.aws.sqs;

import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import java.util.Optional;

/**
 * The URL of a queue, such as {@code http://localhost:4566/000000000000/email-worker}. Its name alone is enough for a
 * queue of the caller's own.
 *
 * @param account whose the queue is; empty where the URL doesn't say
 */
public record QueueUrl(Optional<String> account, String name) {

    public static QueueUrl parse(String url) {
        String[] parts = url.split("/", -1);
        String name = parts[parts.length - 1];
        return new QueueUrl(
                Optional.of(parts.length < 2 ? "" : parts[parts.length - 2])
                        .filter(account -> account.matches("\\d{12}")),
                name);
    }

    /** As somebody means it who calls: of a region, a URL says nothing. */
    public Arn arn(Caller caller) {
        return new Arn("aws", "sqs", caller.region(), account.orElse(caller.account()), name);
    }
}
