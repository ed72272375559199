package dev.invitations.bench.workers;

import java.util.List;
import java.util.stream.Stream;

/**
 * Who takes part.
 *
 * @param name what it is called in the tables and by {@code --only}
 * @param jar what is started, in the repository
 * @param queue what it receives from
 * @param options of its JVM, beside those that all have
 */
record Entrant(String name, String jar, String queue, List<String> options) {
    private static final String INVITATIONS = "bench/invitations/target/quarkus-app/quarkus-run.jar";
    private static final String SPRING = "bench/spring/target/spring.jar";
    private static final String SMALLRYE = "bench/smallrye/target/quarkus-app/quarkus-run.jar";
    private static final String BARE = "bench/bare/target/bare.jar";

    private static final Entrant BARE_LOOP = of("bare", BARE, "-Dbench.client=apache");

    /** Whom this project's subscriber is measured beside. */
    static final List<Entrant> SUBSCRIBERS = List.of(
            // A queue of the declared topology, as a worker's must be.
            new Entrant("invitations", INVITATIONS, "analytics-worker", List.of()),
            of("spring", SPRING),
            of("spring-tuned", SPRING, "-Dspring.profiles.active=tuned"),
            of("smallrye", SMALLRYE),
            of("smallrye-tuned", SMALLRYE, "-Dbench.channel.defaults=false", "-Dbench.channel.tuned=true"),
            BARE_LOOP);

    /** The bare loop with each of the SDK's HTTP clients; that it is with Apache's where nothing is said. */
    static final List<Entrant> CLIENTS = List.of(
            BARE_LOOP,
            of("bare-crt", BARE, "-Dbench.client=crt"),
            of("bare-netty", BARE, "-Dbench.client=netty"),
            of("bare-url", BARE, "-Dbench.client=url"));

    static List<String> names() {
        return all().map(Entrant::name).toList();
    }

    /** @throws IllegalArgumentException says which name is none */
    static List<Entrant> named(List<String> names) {
        return names.stream().map(Entrant::named).distinct().toList();
    }

    private static Entrant named(String name) {
        return all().filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--only " + name + " is refused: there are " + String.join(", ", names())));
    }

    private static Stream<Entrant> all() {
        return Stream.concat(SUBSCRIBERS.stream(), CLIENTS.stream()).distinct();
    }

    private static Entrant of(String name, String jar, String... options) {
        return new Entrant(name, jar, "bench-" + name, List.of(options));
    }
}
