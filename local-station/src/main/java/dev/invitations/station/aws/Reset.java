package dev.invitations.station.aws;

import dev.invitations.station.aws.control.CurrentSettings;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.sns.DeliveryLog;
import dev.invitations.station.aws.sns.Sns;
import dev.invitations.station.aws.sqs.Sqs;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;

/** Puts the local AWS back to how it starts: empty, in all accounts and regions. Calls that come meanwhile wait. */
record Reset(
        Gate gate,
        Sns sns,
        Sqs sqs,
        StationClock clock,
        FaultyCalls faultyCalls,
        Faults faults,
        CurrentSettings settings,
        DeliveryLog log,
        CallLog calls) {

    /** @return completes once it is done */
    Future<Void> run() {
        return gate.closeFor(() -> {
            sns.reset();
            faults.clear();
            faultyCalls.release();
            // Deliveries that are under way first: what becomes of them would be in the log of what comes after.
            return clock.reset().compose(_ -> sqs.reset()).onComplete(_ -> {
                log.clear();
                calls.clear();
                settings.reset();
            });
        });
    }
}
