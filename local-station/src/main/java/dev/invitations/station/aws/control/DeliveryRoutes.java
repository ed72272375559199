package dev.invitations.station.aws.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.invitations.contract.topology.DidYouMean;
import dev.invitations.station.aws.sns.DeliveryLog;
import dev.invitations.station.web.Problem;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * {@code GET deliveries}: counts of all deliveries, and those that did not arrive, newest first; with
 * {@code ?messageId=ID} or {@code ?outcome=lost} only the ones of a message or with an outcome.
 */
final class DeliveryRoutes {
    private final Supplier<JsonNode> log;

    private DeliveryRoutes(Supplier<JsonNode> log) {
        this.log = log;
    }

    static void mount(Router router, Supplier<JsonNode> log) {
        router.get(ControlRoutes.PATH + "deliveries").handler(new DeliveryRoutes(log)::show);
    }

    private void show(RoutingContext context) {
        String messageId = context.request().getParam("messageId", "");
        String outcome = context.request().getParam("outcome", "");
        if (!outcome.isEmpty() && !DeliveryLog.OUTCOMES.contains(outcome)) {
            throw Problem.badRequest(
                    "There is no outcome \"" + outcome + "\": " + DidYouMean.among(DeliveryLog.OUTCOMES, outcome));
        }
        JsonNode json = log.get();
        if (json.path("deliveries") instanceof ArrayNode deliveries) {
            deliveries.removeIf(other("messageId", messageId).or(other("outcome", outcome)));
        }
        ControlRoutes.answer(context, json);
    }

    /** Whether a field is another than wanted, where one is. */
    private static Predicate<JsonNode> other(String field, String wanted) {
        return delivery -> !wanted.isEmpty() && !delivery.path(field).asText().equals(wanted);
    }
}
