package dev.invitations.analytics;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.StatisticsUpdate;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.EventHandler;
import dev.invitations.messaging.RedisServer;
import dev.invitations.messaging.Subscription;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Counts an event, once however often it is delivered, and tells the team's pages of it and of the new totals. An
 * update that is announced already is dropped, so repeating all of this is safe at any point.
 */
@ApplicationScoped
@Subscription("analytics-worker")
class CountEvent implements EventHandler<InvitationEvent> {
    private final Statistics statistics;
    private final Announcer announcer;
    private final RedisServer redis;

    CountEvent(Statistics statistics, Announcer announcer, RedisServer redis) {
        this.statistics = statistics;
        this.announcer = announcer;
        this.redis = redis;
    }

    @Override
    public void handle(InvitationEvent event, Delivery delivery) {
        Counts totals = statistics.count(event);
        // Whoever published the event announced it too, but perhaps Redis was down just then.
        redis.await(announcer.announce(List.of(
                InvitationUpdate.of(event),
                StatisticsUpdate.after(
                        event, totals.invited(), totals.emailed(), totals.undeliverable(), totals.accepted()))));
    }
}
