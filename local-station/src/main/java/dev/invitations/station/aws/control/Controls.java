package dev.invitations.station.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.fault.Faults;
import dev.invitations.station.aws.time.StationClock;
import io.vertx.core.Future;
import java.util.function.Supplier;

/**
 * What people and tests can look into and drive. It belongs to one event loop.
 *
 * @param deliveries what became of what was published
 * @param calls who called what
 * @param reset forgets everything
 */
public record Controls(
        Supplier<JsonNode> deliveries,
        Supplier<JsonNode> calls,
        StationClock clock,
        Faults faults,
        CurrentSettings settings,
        Supplier<Future<Void>> reset) {}
