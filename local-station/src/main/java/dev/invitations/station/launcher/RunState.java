package dev.invitations.station.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What runs, as the launcher writes it down for the other commands.
 *
 * @param ports by the option that sets them
 */
record RunState(ProcessId launcher, Map<String, Integer> ports, List<Entry> services) {
    /**
     * A service at this moment.
     *
     * @param phase {@link SupervisedService.Phase} in words
     * @param pid 0 while no process of it runs
     */
    record Entry(String name, String phase, long pid, int restarts, URI url, URI ready) {}

    String toJson() {
        JsonObject portNumbers = new JsonObject();
        ports.forEach(portNumbers::put);
        JsonArray entries = new JsonArray();
        services.forEach(service -> entries.add(new JsonObject()
                .put("name", service.name)
                .put("phase", service.phase)
                .put("pid", service.pid)
                .put("restarts", service.restarts)
                .put("url", service.url.toString())
                .put("ready", service.ready.toString())));
        return new JsonObject()
                .put("launcher", new JsonObject().put("pid", launcher.pid()).put("started", launcher.started()))
                .put("ports", portNumbers)
                .put("services", entries)
                .encodePrettily();
    }

    static RunState fromJson(String text) {
        JsonObject json = new JsonObject(text);
        JsonObject launcher = json.getJsonObject("launcher");
        Map<String, Integer> ports = new LinkedHashMap<>();
        json.getJsonObject("ports").forEach(port -> ports.put(port.getKey(), (Integer) port.getValue()));
        return new RunState(
                new ProcessId(launcher.getLong("pid"), Instant.parse(launcher.getString("started"))),
                ports,
                json.getJsonArray("services").stream()
                        .map(JsonObject.class::cast)
                        .map(service -> new Entry(
                                service.getString("name"),
                                service.getString("phase"),
                                service.getLong("pid"),
                                service.getInteger("restarts"),
                                URI.create(service.getString("url")),
                                URI.create(service.getString("ready"))))
                        .toList());
    }
}
