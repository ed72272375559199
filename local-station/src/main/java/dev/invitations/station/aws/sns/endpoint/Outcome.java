package dev.invitations.station.aws.sns.endpoint;

/**
 * What came of an attempt. SNS tries again after 429 and 5xx, and where nobody answers; every other answer but 2xx is
 * final.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html">Endpoints</a>
 */
sealed interface Outcome {
    int TOO_MANY_REQUESTS = 429;

    record Taken() implements Outcome {}

    /** @param why to follow the endpoint in a sentence */
    record Failed(String why, boolean isWorthRetrying, boolean isClientError) implements Outcome {
        Undeliverable after(int attempts) {
            return new Undeliverable(
                    "the endpoint " + why + (isWorthRetrying ? "" : ", after which SNS does not try again") + "; tried "
                            + (attempts == 1 ? "once" : attempts + " times"),
                    isClientError);
        }
    }

    static Outcome of(int status) {
        if (status >= 200 && status < 300) {
            return new Taken();
        }
        boolean isWorthRetrying = status == TOO_MANY_REQUESTS || status >= 500;
        return new Failed("answered " + status, isWorthRetrying, !isWorthRetrying && status >= 400);
    }

    /** @param noAnswer whose message says why there is none */
    static Outcome of(Throwable noAnswer) {
        return new Failed(noAnswer.getMessage(), true, false);
    }
}
