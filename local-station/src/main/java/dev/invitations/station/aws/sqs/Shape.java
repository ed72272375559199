package dev.invitations.station.aws.sqs;

import java.util.List;

/**
 * What a value may be in SQS's service model, whatever the protocol that writes it down.
 *
 * @see SqsAction
 */
sealed interface Shape {

    /** A value that has no parts. */
    enum Scalar implements Shape {
        TEXT("a String"),
        WHOLE("an Integer"),
        FLAG("a Boolean"),
        BLOB("a Blob");

        private final String name;

        Scalar(String name) {
            this.name = name;
        }

        /** As AWS's complaints call it. */
        @Override
        public String toString() {
            return name;
        }
    }

    /** @param queryName what one element of it is called in the Query protocol */
    record ListOf(String queryName, Shape element) implements Shape {}

    /**
     * @param queryName what one entry of it is called in the Query protocol
     * @param key what the entry calls its key there
     */
    record MapOf(String queryName, String key, Shape value) implements Shape {}

    record Structure(List<Member> members) implements Shape {}

    /** @param isRequired in requests; answers of AWS leave out empty lists even where they are */
    record Member(String name, Shape shape, boolean isRequired) {}

    static Structure structure(Member... members) {
        return new Structure(List.of(members));
    }

    static Member required(String name, Shape shape) {
        return new Member(name, shape, true);
    }

    static Member optional(String name, Shape shape) {
        return new Member(name, shape, false);
    }
}
