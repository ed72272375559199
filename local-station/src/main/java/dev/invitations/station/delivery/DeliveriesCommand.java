package dev.invitations.station.delivery;

import dev.invitations.station.StationFailure;
import dev.invitations.station.issuer.StationPort;
import dev.invitations.station.web.LocalHttp;
import dev.invitations.topology.command.Table;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code station deliveries}: prints what did not arrive (exit 0), or why that can't be told (2). */
@Command(
        name = "deliveries",
        description = "Tells what the local SNS could not deliver, and why; newest first.",
        mixinStandardHelpOptions = true)
public final class DeliveriesCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int SHOWN = 20;

    @Spec
    CommandSpec spec;

    @Option(names = "--message", paramLabel = "ID", description = "only those of the message with this id")
    String messageId = "";

    @Option(names = "--outcome", paramLabel = "OUTCOME", description = "only dead-lettered, lost or not-sent")
    String outcome = "";

    @Mixin
    StationPort station;

    @Override
    public Integer call() {
        JsonObject log = log();
        PrintWriter out = spec.commandLine().getOut();
        out.println(log.getJsonObject("counts").stream()
                .map(count -> count.getValue() + " " + count.getKey())
                .collect(Collectors.joining(", ")));
        JsonArray deliveries = log.getJsonArray("deliveries");
        if (!deliveries.isEmpty()) {
            out.println();
            out.println(table(deliveries));
        }
        if (deliveries.size() > SHOWN) {
            out.println("and " + (deliveries.size() - SHOWN) + " before that");
        }
        return 0;
    }

    private JsonObject log() {
        int port = station.number();
        URI url = URI.create("http://localhost:" + port + "/deliveries?messageId=" + encoded(messageId) + "&outcome="
                + encoded(outcome));
        try {
            LocalHttp.Answer answer = LocalHttp.get(url, PATIENCE);
            if (answer.status() == 200) {
                return new JsonObject(answer.body());
            }
            throw StationFailure.unusable(new JsonObject(answer.body()).getString("detail"));
        } catch (IOException e) {
            throw StationPort.unanswered(port, e);
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Table table(JsonArray deliveries) {
        Table table = new Table().row("TIME", "MESSAGE", "ENDPOINT", "OUTCOME", "REASON");
        deliveries.stream().limit(SHOWN).map(JsonObject.class::cast).forEach(delivery -> {
            String endpoint = delivery.getString("endpoint");
            table.row(
                    delivery.getString("time"),
                    delivery.getString("messageId"),
                    endpoint.startsWith("arn:") ? endpoint.substring(endpoint.lastIndexOf(':') + 1) : endpoint,
                    delivery.getString("outcome"),
                    delivery.getString("reason"));
        });
        return table;
    }
}
