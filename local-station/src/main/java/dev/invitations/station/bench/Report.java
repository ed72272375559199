package dev.invitations.station.bench;

import dev.invitations.topology.Count;
import dev.invitations.topology.command.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** The results, with how they were measured. */
record Report(int messages, List<String> targets, List<Result> results) {
    private static final int PROCESSORS = Runtime.getRuntime().availableProcessors();

    String toTable() {
        Table table = new Table();
        List<Object> head = new ArrayList<>(List.of("SUBSCRIPTIONS"));
        targets.forEach(target -> head.add("PUBLISHES/S " + target));
        targets.forEach(target -> head.add("DELIVERIES/S " + target));
        table.row(head.toArray());
        results.stream().map(Result::subscriptions).distinct().forEach(subscriptions -> {
            List<Result> ofThis = results.stream()
                    .filter(result -> result.subscriptions() == subscriptions)
                    .toList();
            List<Object> row = new ArrayList<>(List.of(subscriptions));
            ofThis.forEach(result -> row.add(result.publishesPerSecond()));
            ofThis.forEach(result -> row.add(result.deliveriesPerSecond() + (result.isComplete() ? "" : "*")));
            table.row(row.toArray());
        });
        String stopped = results.stream().allMatch(Result::isComplete)
                ? ""
                : "\n* stopped after " + StationBenchCommand.LONGEST.toSeconds() + " s, before everything had arrived";
        return table + stopped + "\n\n" + how();
    }

    private String how() {
        return String.join(
                "\n",
                "%s of %d bytes, divided by the number of subscriptions, one by one, by %d publishers; %d receivers, or one"
                        .formatted(
                                Count.of(messages, "message"),
                                Measurement.BYTES,
                                Measurement.PUBLISHERS,
                                Measurement.RECEIVERS),
                "for each queue, that take up to ten at a time. A publish counts when it is answered, a delivery when its",
                "copy has been received from its queue. The AWS SDK for Java calls, on the same machine with %s;"
                        .formatted(Count.of(PROCESSORS, "processor")),
                "before each measurement a quarter of the same to warm up.");
    }

    String toJson() {
        return new JsonObject()
                .put("messages", messages)
                .put("bytes", Measurement.BYTES)
                .put("publishers", Measurement.PUBLISHERS)
                .put("processors", PROCESSORS)
                .put(
                        "results",
                        new JsonArray(results.stream().map(Report::toJson).toList()))
                .encodePrettily();
    }

    private static JsonObject toJson(Result result) {
        return new JsonObject()
                .put("target", result.target())
                .put("subscriptions", result.subscriptions())
                .put("published", result.published())
                .put("publishesPerSecond", result.publishesPerSecond())
                .put("delivered", result.delivered())
                .put("deliveriesPerSecond", result.deliveriesPerSecond())
                .put("complete", result.isComplete());
    }
}
