package dev.invitations.contract.topology;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * What of a message a filter policy looks at.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-filtering-scope.html">Filter policy scope</a>
 */
public enum FilterScope {
    MESSAGE_ATTRIBUTES("MessageAttributes"),
    MESSAGE_BODY("MessageBody");

    private final String wireName;

    FilterScope(String wireName) {
        this.wireName = wireName;
    }

    /** As SNS writes it. */
    public String wireName() {
        return wireName;
    }

    /** The scope that SNS writes like that. */
    public static Optional<FilterScope> of(String wireName) {
        return Stream.of(values())
                .filter(scope -> scope.wireName.equals(wireName))
                .findFirst();
    }
}
