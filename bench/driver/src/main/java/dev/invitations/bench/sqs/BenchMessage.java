package dev.invitations.bench.sqs;

import dev.invitations.bench.contender.Letter;
import dev.invitations.contract.CloudEvent;
import dev.invitations.contract.UserInvited;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * A {@code user_invited} event as SNS would deliver it raw.
 *
 * @param body of about half a KiB
 * @param attributes its message attributes, all of type String
 */
record BenchMessage(String body, SortedMap<String, String> attributes) {
    private static final UUID ID = UUID.fromString("0f8b1c52-6a5c-4b8e-9d53-3a1f3f6f9f10");
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final Template FAST = Template.of("fast");
    private static final Template SLOW = Template.of(Letter.SLOW);

    /** Whether the message at a place of a series that has slow messages is one: each hundredth is, the first soon. */
    static boolean isSlow(int place) {
        return place % 100 == 50;
    }

    /** What differs is when it was sent, to the microsecond, and its id. */
    static BenchMessage sentNow(long number, boolean slow) {
        return (slow ? SLOW : FAST).message(Instant.now(), new UUID(ID.getMostSignificantBits(), number));
    }

    /** An event, written once and cut where its id and its time are: writing it anew each time would cost the sender more. */
    private record Template(String[] pieces, SortedMap<String, String> attributes) {
        private static final Instant TIME = Instant.parse("2026-01-01T00:00:00.000001Z");

        static Template of(String addressed) {
            CloudEvent event = new CloudEvent(
                    new UserInvited(
                            ID,
                            TIME,
                            "acme",
                            addressed + "@example.com",
                            Optional.of("Grace Hopper"),
                            Optional.of("Come and build the station with us"),
                            "ada@acme.example",
                            Optional.of("Ada Lovelace")),
                    "/invitation-api",
                    Optional.of(TRACE));
            return new Template(
                    event.toJson()
                            .replace(TIME.toString(), "\n")
                            .replace(ID.toString(), "\r")
                            .split("(?<=[\n\r])|(?=[\n\r])"),
                    new TreeMap<>(event.attributes()));
        }

        BenchMessage message(Instant time, UUID id) {
            // Never an even number of seconds or milliseconds, whose text would be shorter.
            Instant micros = time.truncatedTo(ChronoUnit.MICROS);
            StringBuilder body = new StringBuilder(600);
            for (String piece : pieces) {
                switch (piece) {
                    case "\n" -> body.append(micros);
                    case "\r" -> body.append(id);
                    default -> body.append(piece);
                }
            }
            return new BenchMessage(body.toString(), attributes);
        }
    }
}
