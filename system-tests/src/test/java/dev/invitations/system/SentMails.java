package dev.invitations.system;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.system.Unrest.Blow;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The mails that the mail server took, by the invitation that their Message-ID names. */
final class SentMails {
    /** How many connections the e-mail worker has to the mail server: so many mails can lack their mark at once. */
    static final int AT_ONCE = 20;

    /** How long a mail that was taken may lack its mark: a round trip to Redis, on a machine that is busy. */
    private static final Duration UNMARKED = Duration.ofSeconds(2);

    private static final Pattern MESSAGE_ID = Pattern.compile("<([0-9a-f-]{36})@.*>");

    private final Set<String> seen = new HashSet<>();
    private final Map<UUID, TreeSet<Instant>> arrivals = new HashMap<>();
    private final Set<String> foreign = new TreeSet<>();

    /** A mail that came again. */
    record Repeat(UUID invitation, Instant first, Instant again) {
        @Override
        public String toString() {
            return "invitation " + invitation + " at " + first + " and at " + again;
        }
    }

    /** Takes in what the inbox has; what was taken in before is known by its id there. */
    void add(Collection<JsonNode> inbox) {
        inbox.stream()
                .filter(mail -> seen.add(mail.get("id").textValue()))
                .forEach(mail -> add(
                        mail.get("messageId").textValue(),
                        Instant.parse(mail.get("date").textValue())));
    }

    private void add(String messageId, Instant arrived) {
        Matcher id = MESSAGE_ID.matcher(messageId);
        if (id.matches()) {
            arrivals.computeIfAbsent(UUID.fromString(id.group(1)), _ -> new TreeSet<>())
                    .add(arrived);
        } else {
            foreign.add(messageId);
        }
    }

    int distinct() {
        return arrivals.size();
    }

    /** The invitations of these that got no mail. */
    List<String> missing(Map<UUID, String> accepted) {
        return accepted.entrySet().stream()
                .filter(invitation -> !arrivals.containsKey(invitation.getKey()))
                .map(invitation -> "invitation " + invitation.getKey() + " to " + invitation.getValue())
                .toList();
    }

    /** The mails of no invitation that is among these. */
    List<String> unknown(Map<UUID, String> accepted) {
        return Stream.concat(
                        foreign.stream(),
                        arrivals.keySet().stream()
                                .filter(id -> !accepted.containsKey(id))
                                .map(UUID::toString))
                .toList();
    }

    /** Every second, third ... copy of a mail. */
    List<Repeat> repeats() {
        return arrivals.entrySet().stream()
                .flatMap(mail -> {
                    List<Instant> copies = List.copyOf(mail.getValue());
                    return IntStream.range(1, copies.size())
                            .mapToObj(i -> new Repeat(mail.getKey(), copies.get(i - 1), copies.get(i)));
                })
                .toList();
    }

    /**
     * The death of the e-mail worker by which a mail came again: between its two copies, and so soon after the first
     * that its mark may not have been written; where Redis was away, not before it was back.
     */
    static Optional<Blow> cause(Repeat repeat, Unrest unrest) {
        return unrest.blowsTo("email-worker").stream()
                .filter(death ->
                        !repeat.first().isAfter(death.to()) && repeat.again().isAfter(death.from()))
                .filter(death -> !repeat.first().isBefore(death.from().minus(UNMARKED))
                        || unrest.blowsTo("redis").stream()
                                .anyMatch(away -> away.from()
                                                .isBefore(repeat.first().plus(UNMARKED))
                                        && away.to().isAfter(death.from().minus(UNMARKED))))
                .findFirst();
    }
}
