package dev.invitations.messaging.aws;

import dev.invitations.messaging.carrier.Carrier.Consumption;
import java.util.Optional;

/** A subscription that is consumed, and looked at whether all it needs is as declared. */
record CheckedConsumption(Consumption consumption, SubscriptionCheck check) implements Consumption {
    @Override
    public Optional<String> problem() {
        return consumption.problem().or(check::problem);
    }

    @Override
    public Optional<String> doubt() {
        return check.doubt();
    }

    @Override
    public void close() {
        check.close();
        consumption.close();
    }
}
