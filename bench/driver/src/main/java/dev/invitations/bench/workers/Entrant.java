package dev.invitations.bench.workers;

import java.util.List;

/**
 * Who takes part.
 *
 * @param name what it is called in the tables and by {@code --only}
 * @param jar what is started, in the repository
 * @param queue what it receives from
 * @param options of its JVM, beside those that all have
 * @param always whether it takes part where nobody says who does
 */
record Entrant(String name, String jar, String queue, List<String> options, boolean always) {
    private static final String INVITATIONS = "bench/invitations/target/quarkus-app/quarkus-run.jar";
    private static final String SPRING = "bench/spring/target/spring.jar";
    private static final String SMALLRYE = "bench/smallrye/target/quarkus-app/quarkus-run.jar";
    private static final String BARE = "bench/bare/target/bare.jar";

    static final List<Entrant> ALL = List.of(
            // A queue of the declared topology, as a worker's must be.
            new Entrant("invitations", INVITATIONS, "analytics-worker", List.of(), true),
            usual("spring", SPRING),
            usual("spring-tuned", SPRING, "-Dspring.profiles.active=tuned"),
            usual("smallrye", SMALLRYE),
            usual("smallrye-tuned", SMALLRYE, "-Dbench.channel.defaults=false", "-Dbench.channel.tuned=true"),
            usual("bare", BARE, "-Dbench.client=url"),
            onDemand("bare-apache", BARE, "-Dbench.client=apache"),
            onDemand("bare-netty", BARE, "-Dbench.client=netty"),
            onDemand("bare-crt", BARE, "-Dbench.client=crt"));

    static List<String> names() {
        return ALL.stream().map(Entrant::name).toList();
    }

    /** @throws IllegalArgumentException says which name is none */
    static List<Entrant> named(List<String> names) {
        return names.stream().map(Entrant::named).distinct().toList();
    }

    private static Entrant named(String name) {
        return ALL.stream()
                .filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "--only " + name + " is refused: there are " + String.join(", ", names())));
    }

    static List<Entrant> usual() {
        return ALL.stream().filter(Entrant::always).toList();
    }

    private static Entrant usual(String name, String jar, String... options) {
        return new Entrant(name, jar, "bench-" + name, List.of(options), true);
    }

    private static Entrant onDemand(String name, String jar, String... options) {
        return new Entrant(name, jar, "bench-" + name, List.of(options), false);
    }
}
