package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;

/** The whole system as {@code ./station up} starts it, on ports and in a state directory of its own. */
final class Station implements AutoCloseable {
    static final String READY = "Invitation Station is ready: ";
    static final List<String> PARTS =
            List.of("api", "gateway", "email-worker", "analytics-worker", "aws", "station", "smtp", "redis");

    /** The services that handle events: each has a subscription of its name. */
    static final List<String> WORKERS = List.of("email-worker", "analytics-worker");

    private static final Map<String, Integer> USUAL_PORTS = Map.of(
            "api", 8080, "gateway", 8081, "email-worker", 8082, "analytics-worker", 8083, "station", 8090, "aws", 4566);

    private final Path state;
    private final Map<String, Integer> ports = new LinkedHashMap<>();
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final Process launcher;

    private Station(String name, List<String> prefix, List<String> more) {
        state = Shell.ROOT.resolve("system-tests/target/stations").resolve(name);
        PARTS.forEach(part -> ports.put(part, Ports.free()));
        List<String> command = new ArrayList<>(prefix);
        command.addAll(command("up", options()));
        command.addAll(more);
        launcher = Shell.start(command);
        // Not virtual threads: one that waits for a pipe keeps its carrier, and two cores have two of those.
        Thread.ofPlatform().daemon().start(() -> read(launcher.errorReader()));
        Thread.ofPlatform().daemon().start(() -> read(launcher.inputReader()));
    }

    /** Starts one and waits until it says that it is ready. */
    static Station up(String name) {
        return up(name, List.of(), List.of());
    }

    /** Starts one that waits two seconds at most before it starts again what was killed, however often it was. */
    static Station upToBeKilled(String name) {
        return up(name, List.of(), List.of("--restart-within=2"));
    }

    /** Starts one as a terminal would: as a process group of its own, whose id is a line of its output. */
    static Station upInTerminal(String name) {
        return up(name, List.of("bash", "-c", "set -m; \"$@\" & echo $!; wait $!", "bash"), List.of());
    }

    private static Station up(String name, List<String> prefix, List<String> more) {
        Station station = new Station(name, prefix, more);
        try {
            Awaitility.await("the station is ready")
                    .atMost(90, TimeUnit.SECONDS)
                    .until(() -> station.ready() || !station.launcher.isAlive());
            assertThat(station.ready())
                    .as(() -> String.join("\n", station.output))
                    .isTrue();
            return station;
        } catch (RuntimeException | Error e) {
            station.close();
            throw e;
        }
    }

    /** What Ctrl-C in that terminal does: SIGINT to every process of the group. */
    void ctrlC() {
        String group =
                output.stream().filter(line -> line.matches("\\d+")).findFirst().orElseThrow();
        Shell.Result sent = Shell.run(List.of("kill", "-s", "INT", "--", "-" + group));
        assertThat(sent.exit()).as(sent.all()).isZero();
    }

    private boolean ready() {
        return output.stream().anyMatch(line -> line.startsWith(READY));
    }

    private void read(BufferedReader reader) {
        try (reader) {
            reader.lines().forEach(output::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (UncheckedIOException e) {
            // The process has ended and its pipe with it.
        }
    }

    /** What {@code up} printed so far, line by line. */
    List<String> output() {
        return output;
    }

    Process launcher() {
        return launcher;
    }

    List<String> options() {
        List<String> options = new ArrayList<>();
        ports.forEach((part, port) -> options.add("--" + part + "-port=" + port));
        return options;
    }

    int port(String part) {
        return ports.get(part);
    }

    URI api(String path) {
        return uri("api", path);
    }

    URI gateway(String path) {
        return uri("gateway", path);
    }

    URI statistics(String team) {
        return uri("analytics-worker", "/teams/" + team + "/statistics");
    }

    URI station(String path) {
        return uri("station", path);
    }

    URI uri(String part, String path) {
        return URI.create("http://localhost:" + port(part) + path);
    }

    /** The mails in the inbox that a query asks for, newest first. */
    List<JsonNode> mails(String query) {
        return StreamSupport.stream(inbox("?" + query).spliterator(), false).toList();
    }

    List<JsonNode> mailsToDomain(String domain) {
        return mails("limit=20000").stream()
                .filter(mail -> mail.get("to").toString().contains("@" + domain))
                .toList();
    }

    /** How many mails each address of a domain got. */
    Map<String, Long> copiesOfMails(String domain) {
        return mailsToDomain(domain).stream()
                .collect(Collectors.groupingBy(mail -> mail.get("to").toString(), Collectors.counting()));
    }

    /** Waits for a mail to an address, and answers the link in it that accepts the invitation. */
    URI acceptLink(String email) {
        Awaitility.await("a mail to " + email).atMost(60, TimeUnit.SECONDS).until(() -> !mails("to=" + email)
                .isEmpty());
        String id = mails("to=" + email).getFirst().get("id").asText();
        return mail(id).get("links")
                .valueStream()
                .map(JsonNode::asText)
                .filter(link -> link.contains("/invitations/accept?token="))
                .map(URI::create)
                .findFirst()
                .orElseThrow();
    }

    JsonNode mail(String id) {
        return inbox("/" + id);
    }

    private JsonNode inbox(String rest) {
        return Http.json(Http.send(Http.request(station("/inbox" + rest))
                .header("Accept", "application/json")
                .GET()
                .build()));
    }

    /** How many messages a queue has, with those that are being handled. */
    int messagesIn(String queue) {
        HttpRequest request = Http.request(uri("aws", "/"))
                .header("Content-Type", "application/x-amz-json-1.0")
                .header("X-Amz-Target", "AmazonSQS.GetQueueAttributes")
                .POST(BodyPublishers.ofString(
                        "{\"QueueUrl\":\"" + uri("aws", "/000000000000/" + queue) + "\",\"AttributeNames\":[\"All\"]}"))
                .build();
        JsonNode attributes = Http.json(Http.send(request)).get("Attributes");
        return attributes.get("ApproximateNumberOfMessages").asInt()
                + attributes.get("ApproximateNumberOfMessagesNotVisible").asInt();
    }

    /** Stops or starts what the local station consists of: aws, smtp or redis. */
    void component(String name, boolean running) {
        HttpResponse<String> answer = Http.send(Http.request(station("/components/" + name))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"running\":" + running + "}"))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    }

    /** Asks the local AWS for a fault. */
    void fault(String wish) {
        HttpResponse<String> answer = Http.send(Http.request(station("/faults"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(wish))
                .build());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    }

    /** How often faults of each name have struck, as far as the station still knows. */
    Map<String, Integer> faultsThatStruck() {
        return Http.json(Http.get(station("/faults")))
                .valueStream()
                .collect(Collectors.groupingBy(
                        fault -> fault.get("fault").textValue(),
                        Collectors.summingInt(fault -> fault.get("struck").intValue())));
    }

    /** Forgets all faults, also those that have not struck yet. */
    void forgetFaults() {
        assertThat(Http.send(Http.request(station("/faults")).DELETE().build()).statusCode())
                .isEqualTo(204);
    }

    /** Waits until every event has been handled. */
    void awaitQuiet(Duration patience) {
        Awaitility.await("every event is handled")
                .atMost(patience)
                .ignoreExceptions()
                .until(() -> messagesIn("email-worker") + messagesIn("analytics-worker") == 0);
    }

    /** Waits until every service is ready (again). */
    void awaitReady() {
        Awaitility.await("every service is ready")
                .atMost(90, TimeUnit.SECONDS)
                .until(() -> run("status").exit() == 0);
    }

    /** Runs {@code ./station COMMAND ...} against this station. */
    Shell.Result run(String command, String... arguments) {
        return Shell.run(command(command, List.of(arguments)));
    }

    /** Runs a line as it stands in the documentation, where this station has other ports and another state directory. */
    Shell.Result shell(String line) {
        String here = line;
        for (Map.Entry<String, Integer> usual : USUAL_PORTS.entrySet()) {
            here = here.replace("localhost:" + usual.getValue(), "localhost:" + port(usual.getKey()));
        }
        return Shell.finish(Shell.start(List.of("sh", "-c", here), Map.of("INVITATIONS_STATE", state.toString())));
    }

    private List<String> command(String command, List<String> arguments) {
        List<String> words = new ArrayList<>(List.of("./station", command, "--state=" + state));
        words.addAll(arguments);
        return words;
    }

    long pid(String service) {
        return Long.parseLong(status(service)[2]);
    }

    int restarts(String service) {
        return Integer.parseInt(status(service)[3]);
    }

    ProcessHandle process(String service) {
        return ProcessHandle.of(pid(service)).orElseThrow();
    }

    /**
     * The process of a service at this moment, empty where it died and is not started again yet. Unlike {@link #process}
     * it starts no command, which would take from the services what they are to work with.
     */
    Optional<ProcessHandle> running(String service) {
        return launcher.descendants()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains("/" + service + "/target/quarkus-app/quarkus-run.jar"))
                        .isPresent())
                .findFirst();
    }

    /** Whether a service can do its work at this moment. */
    boolean isReady(String service) {
        try {
            return Http.get(uri(service, "/q/health/ready")).statusCode() == 200;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The process of Redis, empty where it is down. */
    Optional<ProcessHandle> redis() {
        return Http.json(Http.get(station("/health")))
                .get("checks")
                .valueStream()
                .filter(check -> check.get("name").textValue().equals("redis"))
                .flatMap(check -> Stream.ofNullable(check.get("data").get("pid")))
                .flatMap(pid -> ProcessHandle.of(pid.longValue()).stream())
                .findFirst();
    }

    /** What {@code ./station status} says of a service: its name, state, process id, restarts, URL. */
    private String[] status(String service) {
        return run("status")
                .out()
                .lines()
                .map(line -> line.trim().split("\\s{2,}"))
                .filter(words -> words[0].equals(service))
                .findFirst()
                .orElseThrow(() -> new AssertionError("./station status does not tell of " + service));
    }

    /** {@code kill -9}, and waits until the process is gone. */
    void kill(String service) {
        kill(process(service));
    }

    static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** {@code kill}: SIGTERM, by which Kubernetes asks a pod to stop. Waits for nothing. */
    static void terminate(ProcessHandle process) {
        assertThat(process.destroy()).isTrue();
    }

    private static boolean isLauncher(ProcessHandle process) {
        return process.info()
                .commandLine()
                .filter(line -> line.contains("local-station.jar up"))
                .isPresent();
    }

    @Override
    public void close() {
        // In a terminal of its own it is a child of a shell, to which it is nothing that the shell ends.
        launcher.descendants().filter(Station::isLauncher).forEach(ProcessHandle::destroy);
        launcher.destroy();
        try {
            if (!launcher.waitFor(30, TimeUnit.SECONDS)) {
                launcher.destroyForcibly();
                throw new AssertionError("./station up did not end within 30 s of SIGTERM");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
