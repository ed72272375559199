package dev.invitations.station.aws.sns;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.station.aws.control.Settings;
import dev.invitations.station.aws.time.StationClock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets the changed filter of a subscription count, which takes a while on AWS. One that a subscription begins with counts
 * at once: there is nothing before it that could still count.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">Filter policies</a>
 */
final class FilterPropagation {
    private final StationClock clock;
    private final Supplier<Settings> settings;

    FilterPropagation(StationClock clock, Supplier<Settings> settings) {
        this.clock = clock;
        this.settings = settings;
    }

    void filterOf(Subscription subscription) {
        FilterPolicy filter = subscription.declaredFilter();
        Duration delay = settings.get().filterPropagation();
        if (delay.isZero()) {
            subscription.filterBy(filter);
        } else {
            clock.schedule(delay, () -> subscription.filterBy(filter));
        }
    }
}
