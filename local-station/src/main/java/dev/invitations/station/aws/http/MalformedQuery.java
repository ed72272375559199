package dev.invitations.station.aws.http;

/** The parameters of a request can't be decoded; AWS calls this {@code MalformedQueryString}. */
public final class MalformedQuery extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MalformedQuery(String message) {
        super(message);
    }
}
