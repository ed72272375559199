package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import dev.invitations.topology.Resource;
import java.util.List;
import java.util.Optional;

/** What a subscription carries, and in which form. */
record Carriage(Remedies remedies) {
    private static final String CONFIRMED = "confirmed";
    private static final String RAW = "raw delivery";
    private static final String FILTER = "filter";
    private static final String POLICY = "FilterPolicy";
    private static final String SCOPE = "FilterPolicyScope";

    /** A queue needs no confirmation; an endpoint has to agree before SNS sends it anything. */
    Finding confirmation(Examined<Resource.Subscription> subscription) {
        Subject subject = subscription.subject();
        Resource.Subscription wanted = subscription.wanted();
        return subscription.reading() instanceof Reading.Pending
                ? subject.problem(
                        CONFIRMED,
                        wanted.endpoint()
                                + " has not confirmed it, so nothing is sent there: SNS has sent it a SubscribeURL,"
                                + " which it has to GET within two days; after three the subscription disappears."
                                + " A new one is sent by the command",
                        remedies.apply())
                : subject.ok(CONFIRMED, "");
    }

    Finding form(Examined<Resource.Subscription> subscription) {
        Subject subject = subscription.subject();
        boolean wantsRaw = subscription.wanted("RawMessageDelivery").equals(Optional.of("true"));
        boolean isRaw = subscription.found("RawMessageDelivery").equals(Optional.of("true"));
        if (isRaw == wantsRaw) {
            return subject.ok(RAW, isRaw ? "on" : "off");
        }
        return subject.problem(
                RAW,
                isRaw
                        ? "raw delivery is on: the endpoint gets neither a signature to verify nor message attributes"
                        : "raw delivery is off: the worker gets SNS's envelope in place of the event, and can't read it",
                remedies.apply());
    }

    /** The filter as it is, not as it is declared. */
    Finding filter(Examined<Resource.Subscription> subscription) {
        Subject subject = subscription.subject();
        String found = filter(subscription.found(POLICY), subscription.found(SCOPE));
        Optional<FilterPolicy> filter = parsed(subscription);
        if (filter.isEmpty()) {
            return subject.unknown(FILTER, "whether its filter " + found + " matches anything can't be told");
        }
        boolean isAsDeclared =
                subscription.differences(List.of(POLICY, SCOPE)::contains).isEmpty();
        String mend = isAsDeclared ? remedies.declareOtherwise("its filter") : remedies.apply();
        if (filter.get().exampleEvent().isEmpty()) {
            return subject.problem(
                    FILTER, "its filter, " + found + ", matches no event that there can be: nothing arrives", mend);
        }
        if (!isAsDeclared) {
            return subject.problem(
                    FILTER,
                    "its filter is " + found + " and not "
                            + filter(subscription.wanted(POLICY), subscription.wanted(SCOPE))
                            + ": other events arrive than it is there for",
                    mend);
        }
        return subject.ok(FILTER, filter.get().isAll() ? "every event" : found);
    }

    private static Optional<FilterPolicy> parsed(Examined<Resource.Subscription> subscription) {
        try {
            return subscription
                    .found(SCOPE)
                    .flatMap(FilterScope::of)
                    .map(scope -> FilterPolicy.parse(subscription.found(POLICY).orElse("{}"), scope));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String filter(Optional<String> policy, Optional<String> scope) {
        return policy.orElse("{}") + " on " + scope.orElse("nothing");
    }
}
