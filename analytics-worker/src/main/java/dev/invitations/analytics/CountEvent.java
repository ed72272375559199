package dev.invitations.analytics;

import dev.invitations.contract.InvitationEvent;
import dev.invitations.contract.InvitationUpdate;
import dev.invitations.contract.StatisticsUpdate;
import dev.invitations.live.Announcer;
import dev.invitations.messaging.Delivery;
import dev.invitations.messaging.EventHandler;
import dev.invitations.messaging.Subscription;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Counts an event, once however often it is delivered, and tells the team's pages of it and of the new totals. An
 * update that is announced already is dropped, so repeating all of this is safe at any point.
 */
@ApplicationScoped
@Subscription("analytics-worker")
class CountEvent implements EventHandler<InvitationEvent> {
    private final Statistics statistics;
    private final Announcer announcer;

    CountEvent(Statistics statistics, Announcer announcer) {
        this.statistics = statistics;
        this.announcer = announcer;
    }

    @Override
    public void handle(InvitationEvent event, Delivery delivery) {
        Counts totals = statistics.count(event);
        // Whoever published the event announced it too, but perhaps Redis was down just then.
        announcer.announce(InvitationUpdate.of(event));
        announcer.announce(StatisticsUpdate.after(
                event, totals.invited(), totals.emailed(), totals.undeliverable(), totals.accepted()));
    }
}
