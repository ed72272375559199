package dev.invitations.station.aws.fault;

import java.util.List;
import java.util.Locale;

/** What a fault can strike, by which of its properties it is chosen, and which faults there are for it. */
public enum Target {
    CALL(
            List.of("service", "action", "resource", "accessKey"),
            List.of("throttle", "delay", "duplicate", "refuse", "drop")),
    DELIVERY(List.of("protocol", "topic", "endpoint"), List.of("throttle", "delay", "duplicate", "reorder", "refuse"));

    private final List<String> properties;
    private final List<String> faults;

    Target(List<String> properties, List<String> faults) {
        this.properties = properties;
        this.faults = faults;
    }

    List<String> properties() {
        return properties;
    }

    List<String> faults() {
        return faults;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
