package dev.invitations.api.list;

import dev.invitations.api.input.Texts;
import dev.invitations.api.invite.Inviter;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.UserInvited;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.EventPublisher;
import dev.invitations.messaging.PublishFailed;
import dev.invitations.messaging.PublishFailed.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Invites everyone on a list while it is uploaded: a batch of rows is published once it is read, and then answered, in
 * order. Once the topic is away no more is tried: a long list would wait for every timeout.
 */
final class ListInvitation {
    /** The most rows of one list. */
    static final int MAX_ROWS = 10_000;

    static final int BATCH = 100;

    private static final Logger LOG = Logger.getLogger(ListInvitation.class);

    private final Inviter inviter;
    private final UploadedList list;
    private final EventPublisher publisher;
    private final Announcer announcer;

    private final List<Row> batch = new ArrayList<>(BATCH);
    private final Map<String, Long> linesByEmail = new HashMap<>();
    private boolean topicIsAway;

    ListInvitation(Inviter inviter, UploadedList list, EventPublisher publisher, Announcer announcer) {
        this.inviter = inviter;
        this.list = list;
        this.publisher = publisher;
        this.announcer = announcer;
    }

    /** Returns when every row is answered, or when the client has gone. */
    void answerTo(Consumer<RowAnswer> client) {
        try {
            Optional<Row> row = list.next();
            for (int rows = 0; row.isPresent() && rows < MAX_ROWS; rows++) {
                batch.add(onlyOnce(row.get()));
                if (batch.size() == BATCH) {
                    publishBatch(client);
                }
                row = list.next();
            }
            publishBatch(client);
            row.ifPresent(next -> client.accept(RowAnswer.refused(
                    next,
                    "a list has at most " + Texts.number(MAX_ROWS) + " rows; this row and all after it are not read")));
        } catch (Upload.TooLarge e) {
            publishBatch(client);
            client.accept(RowAnswer.stopped(list.linesRead() + 1, e.getMessage()));
        } catch (IOException e) {
            LOG.debugf(e, "A client went away while it uploaded a list for team %s", inviter.team());
        }
    }

    private Row onlyOnce(Row row) {
        return switch (row) {
            case Row.Unusable unusable -> unusable;
            case Row.Person person -> {
                Long earlier = linesByEmail.putIfAbsent(person.invitee().email(), person.line());
                yield earlier == null
                        ? person
                        : new Row.Unusable(
                                person.line(), person.email(), "the same address is on line " + earlier + " already");
            }
        };
    }

    private void publishBatch(Consumer<RowAnswer> client) {
        List<UserInvited> events = batch.stream()
                .<UserInvited>mapMulti((row, sink) -> {
                    if (row instanceof Row.Person person) {
                        sink.accept(inviter.invite(person.invitee()));
                    }
                })
                .toList();
        List<InvitationUpdate> updates = new ArrayList<>();
        Iterator<UserInvited> event = events.iterator();
        Iterator<Optional<Kind>> failures = publish(events).iterator();
        for (Row row : batch) {
            client.accept(
                    switch (row) {
                        case Row.Unusable unusable -> RowAnswer.refused(unusable, unusable.reason());
                        case Row.Person _ -> {
                            UserInvited invited = event.next();
                            Optional<Kind> failure = failures.next();
                            if (failure.isPresent()) {
                                yield RowAnswer.notTaken(row.line(), invited, failure.get());
                            }
                            updates.add(InvitationUpdate.of(invited));
                            yield RowAnswer.accepted(row.line(), invited);
                        }
                    });
        }
        announcer.announceBestEffort(updates);
        batch.clear();
    }

    /** For each event: empty where the topic took it, else why not. */
    private List<Optional<Kind>> publish(List<UserInvited> events) {
        if (topicIsAway || events.isEmpty()) {
            return Collections.nCopies(events.size(), Optional.of(Kind.NOT_SENT));
        }
        List<Optional<PublishFailed>> failures = publisher.publish(events);
        topicIsAway = failures.stream().flatMap(Optional::stream).anyMatch(PublishFailed::isOfTopic);
        return failures.stream()
                .map(failure -> failure.map(PublishFailed::kind))
                .toList();
    }
}
