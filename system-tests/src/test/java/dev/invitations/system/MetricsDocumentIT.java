package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code docs/metrics.md} tells of every metric of the project's own that the running services show. */
@ExtendWith(SharedStation.class)
class MetricsDocumentIT {
    private static final WrittenPage PAGE = new WrittenPage(
            Shell.ROOT.resolve("docs/metrics.md"),
            "<!-- From here on it is written from what the services show. -->\n",
            "invitations.metrics",
            "mvn verify -pl system-tests -am -Dit.test=MetricsDocumentIT -Dfailsafe.failIfNoSpecifiedTests=false");

    /** What the subscriptions are called is in the topology. */
    private static final List<String> OPEN = List.of("subscription");

    private final Map<String, Scrape> services = new HashMap<>();

    /** What is counted of an effect has its name, which only the first event tells. */
    MetricsDocumentIT(Station station) {
        Team team = new Team(station);
        team.invite("ann@example.com");
        await().atMost(30, TimeUnit.SECONDS)
                .until(() -> team.statistics().get("emailed").asInt() == 1);
        Map.of(
                        "invitation-api", "api",
                        "email-worker", "email-worker",
                        "analytics-worker", "analytics-worker",
                        "realtime-gateway", "gateway")
                .forEach((service, part) -> services.put(service, Scrape.of(station.uri(part, "/q/metrics"))));
    }

    @Test
    void it_has_every_metric_that_the_services_have() throws IOException {
        PAGE.assertEndsWith(written());
    }

    private String written() {
        SortedSet<String> names = services.values().stream()
                .flatMap(scrape -> scrape.types().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(names).isNotEmpty();
        return """

                | metric | kind | labels | shown by | meaning |
                |---|---|---|---|---|
                """ + names.stream().map(this::row).collect(Collectors.joining());
    }

    private String row(String name) {
        Map<String, Scrape> showing = new TreeMap<>(services);
        showing.values().removeIf(scrape -> !scrape.types().containsKey(name));
        Scrape any = showing.values().iterator().next();
        String meaning = any.meanings().get(name);
        assertThat(meaning).as("the description of " + name).isNotBlank();
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        name,
                        any.types().get(name),
                        labels(name, showing.values()),
                        String.join(", ", showing.keySet()),
                        meaning);
    }

    private static String labels(String name, Collection<Scrape> showing) {
        SortedMap<String, SortedSet<String>> labels = new TreeMap<>();
        showing.forEach(scrape -> scrape.labels(name)
                .forEach((label, values) ->
                        labels.computeIfAbsent(label, _ -> new TreeSet<>()).addAll(values)));
        return labels.entrySet().stream()
                .map(label -> '`'
                        + label.getKey()
                        + '`'
                        + (OPEN.contains(label.getKey()) ? "" : ": " + String.join(", ", label.getValue())))
                .collect(Collectors.joining("; "));
    }
}
