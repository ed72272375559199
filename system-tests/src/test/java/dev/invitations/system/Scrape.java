package dev.invitations.system;

import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The project's own metrics, as a service shows them to Prometheus.
 *
 * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">the text format</a>
 */
record Scrape(String text) {
    private static final Pattern TYPE = line("# TYPE (invitations_\\w+) (\\w+)");
    private static final Pattern HELP = line("# HELP (invitations_\\w+) (.+)");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

    private static Pattern line(String pattern) {
        return Pattern.compile("^" + pattern + "$", Pattern.MULTILINE);
    }

    static Scrape of(URI metrics) {
        return new Scrape(Http.send(Http.request(metrics)
                        .header("Accept", "text/plain;version=0.0.4")
                        .build())
                .body());
    }

    /** Each metric's type by its name. A time's or size's maximum belongs to its summary. */
    Map<String, String> types() {
        Map<String, String> all = byName(TYPE);
        all.keySet().removeIf(name -> name.endsWith("_max") && all.containsKey(name.replaceFirst("_max$", "")));
        return all;
    }

    /** What each metric's description says. */
    Map<String, String> meanings() {
        return byName(HELP);
    }

    private Map<String, String> byName(Pattern pattern) {
        return pattern.matcher(text)
                .results()
                .collect(Collectors.toMap(line -> line.group(1), line -> line.group(2), (one, _) -> one, TreeMap::new));
    }

    /** The values of each label that a metric has. */
    Map<String, Set<String>> labels(String name) {
        return line(Pattern.quote(name) + "(?:_count)?\\{(.*)} \\S+")
                .matcher(text)
                .results()
                .flatMap(sample -> LABEL.matcher(sample.group(1)).results())
                .collect(Collectors.groupingBy(
                        label -> label.group(1),
                        TreeMap::new,
                        Collectors.mapping(
                                (MatchResult label) -> label.group(2), Collectors.toCollection(TreeSet::new))));
    }
}
