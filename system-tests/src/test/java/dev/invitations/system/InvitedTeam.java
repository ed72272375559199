package dev.invitations.system;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.contract.EventIds;
import dev.invitations.contract.EventType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionTimeoutException;

/** A team with many invitations, a page of it that is open all the time, and one that is opened at the end. */
final class InvitedTeam implements AutoCloseable {
    /** What an invitation makes a page show: that it is accepted, that it is e-mailed, and the totals after each. */
    static final int UPDATES = 4;

    private static final Duration MOMENT = Duration.ofSeconds(1);
    private static final Duration FRAMES_COME_WITHIN = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Team team;
    private final LiveSocket page;
    private final Map<UUID, String> accepted = new ConcurrentHashMap<>();
    private List<JsonNode> stream = List.of();

    InvitedTeam(Station station) {
        team = new Team(station);
        page = team.listen("0-0");
    }

    /**
     * Invites {@code person<from>} to {@code person<to - 1>} as one list, which is sent again until all of it is
     * accepted: as a client does.
     */
    void invite(int from, int to) {
        List<String> emails = IntStream.range(from, to)
                .mapToObj(i -> "person" + i + "@" + team.name() + ".example.com")
                .toList();
        await("the API accepts a list")
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(500))
                .pollDelay(Duration.ZERO)
                .ignoreExceptions()
                .until(() -> isAccepted(team.inviteAll(emails, "list-" + from)));
    }

    private boolean isAccepted(List<JsonNode> rows) {
        rows.stream()
                .filter(row -> row.has("id"))
                .forEach(row -> accepted.put(
                        UUID.fromString(row.get("id").textValue()),
                        row.get("email").textValue()));
        return rows.stream().allMatch(row -> row.has("id"));
    }

    /** The addresses of the accepted invitations, by their ids. */
    Map<UUID, String> accepted() {
        return accepted;
    }

    JsonNode statistics() {
        return team.statistics();
    }

    /** How many updates the page shows that is open. */
    int shown() {
        return page.frames().size();
    }

    /**
     * Waits until the open page shows everything, and opens another; then a moment longer, for what comes twice. What
     * doesn't come is for the checks to tell.
     */
    void readStream() {
        Set<UUID> expected = expectedUpdates().keySet();
        try (LiveSocket opened = team.listen("0-0")) {
            stream = opened.frames();
            await().atMost(FRAMES_COME_WITHIN)
                    .during(MOMENT)
                    .pollInterval(Duration.ofMillis(250))
                    .until(() -> ids(stream).keySet().containsAll(expected)
                            && ids(page.frames()).keySet().containsAll(expected));
        } catch (ConditionTimeoutException e) {
            System.out.println("Not all updates of " + team.name() + " came within " + FRAMES_COME_WITHIN);
        }
    }

    /** What is wrong with the updates of the team's stream: those that are missing, there twice, or of nothing known. */
    List<String> wrongInStream() {
        return wrong(stream);
    }

    /** The same of what the page got that was open all the time. */
    List<String> wrongOnPage() {
        return wrong(page.frames());
    }

    private List<String> wrong(List<JsonNode> frames) {
        Map<UUID, Long> seen = ids(frames);
        Map<UUID, String> expected = expectedUpdates();
        List<String> wrong = new ArrayList<>();
        expected.forEach((id, update) -> {
            long times = seen.getOrDefault(id, 0L);
            if (times != 1) {
                wrong.add(update + ": " + times + " x");
            }
        });
        seen.keySet().stream().filter(id -> !expected.containsKey(id)).forEach(id -> wrong.add("unknown update " + id));
        return wrong;
    }

    private static Map<UUID, Long> ids(List<JsonNode> frames) {
        return frames.stream()
                .collect(groupingBy(
                        frame -> UUID.fromString(frame.get("update").get("id").textValue()), counting()));
    }

    /** By their ids, all of which can be derived from the invitation's. */
    private Map<UUID, String> expectedUpdates() {
        Map<UUID, String> expected = new LinkedHashMap<>();
        accepted.forEach((invitation, email) -> {
            String of = " of invitation " + invitation + " to " + email;
            UUID emailed = EventIds.derived(invitation, EventType.INVITATION_EMAILED);
            expected.put(invitation, "accepted" + of);
            expected.put(emailed, "emailed" + of);
            expected.put(EventIds.derived(invitation, "statistics"), "statistics after accepted" + of);
            expected.put(EventIds.derived(emailed, "statistics"), "statistics after emailed" + of);
        });
        return expected;
    }

    @Override
    public void close() {
        page.close();
    }
}
