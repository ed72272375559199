package dev.invitations.station.launcher;

import static java.util.Map.entry;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.Ports;
import dev.invitations.topology.Place;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code up} starts, and how the services are configured for one machine: by environment variables only, as on
 * Kubernetes.
 */
final class Services {
    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Quick to start and small: nobody measures throughput on a laptop that runs everything at once. */
    static final List<String> SMALL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m", "--sun-misc-unsafe-memory-access=allow");

    private final Ports ports;
    private final Path root;
    private final StateDirectory state;

    private Services(Ports ports, Path root, StateDirectory state) {
        this.ports = ports;
        this.root = root;
        this.state = state;
    }

    /** The local station first, then what needs it. */
    static List<Service> of(Ports ports, Path root, StateDirectory state) {
        Services services = new Services(ports, root, state);
        return List.of(
                services.localStation(), services.gateway(), services.api(), services.email(), services.analytics());
    }

    private Service localStation() {
        List<String> program = java("local-station/target/local-station.jar", "local-station.aot");
        program.add("serve");
        program.addAll(List.of("--state", state.path().toString()));
        ports.byOption().forEach((option, port) -> program.addAll(List.of(option, Integer.toString(port))));
        URI url = local(ports.station(), "");
        return new Service("local-station", "inbox, token issuer", program, Map.of(), url, url.resolve("/health"));
    }

    private Service gateway() {
        return quarkus(
                "realtime-gateway",
                "page",
                ports.gateway(),
                Map.of(
                        "INVITATIONS_PAGE_API", local(ports.api(), "").toString(),
                        "INVITATIONS_PAGE_STATISTICS",
                                local(ports.analyticsWorker(), "").toString(),
                        "INVITATIONS_PAGE_ISSUER", ports.issuer().toString(),
                        "INVITATIONS_PAGE_CLIENT_ID", "invitation-station"));
    }

    private Service api() {
        return quarkus(
                "invitation-api",
                "API",
                ports.api(),
                Map.of(
                        "INVITATIONS_ACCEPT_SECRET", state.acceptSecret(),
                        "QUARKUS_HTTP_CORS_ORIGINS", pageOrigins()));
    }

    private Service email() {
        return quarkus(
                "email-worker",
                "e-mail worker",
                ports.emailWorker(),
                Map.of(
                        "INVITATIONS_ACCEPT_SECRET", state.acceptSecret(),
                        "INVITATIONS_ACCEPT_URL",
                                local(ports.api(), "/invitations/accept").toString(),
                        "QUARKUS_MAILER_HOST", "localhost",
                        "QUARKUS_MAILER_PORT", Integer.toString(ports.smtp())));
    }

    private Service analytics() {
        return quarkus(
                "analytics-worker",
                "analytics worker",
                ports.analyticsWorker(),
                Map.of("QUARKUS_HTTP_CORS_ORIGINS", pageOrigins()));
    }

    /** However people write the name of this machine. */
    private String pageOrigins() {
        return local(ports.gateway(), "") + ",http://127.0.0.1:" + ports.gateway();
    }

    private Service quarkus(String name, String title, int port, Map<String, String> own) {
        List<String> program = java(name + "/target/quarkus-app/quarkus-run.jar", "app.aot");
        Map<String, String> environment = new HashMap<>(shared());
        environment.put("QUARKUS_HTTP_HOST", "localhost");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
        // The local AWS takes any; so it can tell who called what.
        environment.put("AWS_ACCESS_KEY_ID", name);
        environment.putAll(own);
        URI url = local(port, "");
        return new Service(name, title, program, environment, url, url.resolve("/q/health/ready"));
    }

    /** With the cache of classes that the build left beside the jar, if it did: a third less to do at the start. */
    private List<String> java(String jar, String cache) {
        Path path = root.resolve(jar);
        List<String> program = new ArrayList<>(List.of(JAVA));
        program.addAll(SMALL);
        if (Files.exists(path.resolveSibling(cache))) {
            program.addAll(List.of("-XX:AOTCache=" + path.resolveSibling(cache), "-Xlog:aot*=off"));
        }
        program.addAll(List.of("-jar", path.toString()));
        return program;
    }

    private Map<String, String> shared() {
        String aws = local(ports.aws(), "").toString();
        return Map.ofEntries(
                entry("QUARKUS_SNS_ENDPOINT_OVERRIDE", aws),
                entry("QUARKUS_SQS_ENDPOINT_OVERRIDE", aws),
                entry("QUARKUS_SNS_AWS_REGION", "us-east-1"),
                entry("QUARKUS_SQS_AWS_REGION", "us-east-1"),
                entry("AWS_SECRET_ACCESS_KEY", "test"),
                entry("QUARKUS_REDIS_HOSTS", "redis://localhost:" + ports.redis()),
                entry("QUARKUS_OIDC_AUTH_SERVER_URL", ports.issuer().toString()),
                entry("INVITATIONS_PUBSUB_IMPL", "aws"),
                entry("INVITATIONS_PUBSUB_TOPIC_ARN", topicArn()),
                // The launcher asks often while they start; status tells what is not ready.
                entry("QUARKUS_LOG_CATEGORY__IO_SMALLRYE_HEALTH__LEVEL", "WARN"),
                // Of no use to anybody: Quarkus registers a gauge twice.
                entry("QUARKUS_LOG_CATEGORY__IO_MICROMETER_CORE_INSTRUMENT__LEVEL", "ERROR"),
                // On a laptop one wants to see each message being handled.
                entry("QUARKUS_LOG_CATEGORY__DEV_INVITATIONS_MESSAGING__LEVEL", "DEBUG"));
    }

    /** The environment may have a prefix for the topology, which the services see as well. */
    private static String topicArn() {
        return Place.LOCAL.topicArn(Topology.declared().topics().getFirst().topic());
    }

    private static URI local(int port, String path) {
        return URI.create("http://localhost:" + port + path);
    }
}
