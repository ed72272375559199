package dev.invitations.station.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.JavaProcess;
import dev.invitations.station.StationCommand;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import dev.invitations.topology.apply.ApplyFailed;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.plan.Plan;
import dev.invitations.topology.plan.Survey;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** However often, from whatever it left behind and by how many at once a topology is applied: the end is the same. */
@ExtendWith(Aws.Extension.class)
class ApplyAgainTest {
    private final Aws aws;

    ApplyAgainTest(Aws aws) {
        this.aws = aws;
    }

    @Test
    void a_second_apply_makes_no_changing_call_but_asks_again_who_has_not_confirmed() {
        Topology topology = Topologies.ofEverything(Aws.unique("again") + "-");
        apply(topology, aws.endpoint());

        try (Wire wire = new Wire(aws.endpoint())) {
            apply(topology, wire.endpoint());

            assertThat(wire.changes()).containsExactly("Subscribe");
            assertThat(wire.actions()).hasSizeGreaterThan(1);
        }
    }

    @Test
    void who_has_not_confirmed_is_asked_again_also_where_the_filter_was_another_one() {
        String name = Aws.unique("asked");
        apply(webhook(name, "user_invited"), aws.endpoint());

        try (Wire wire = new Wire(aws.endpoint())) {
            apply(webhook(name, "invitation_accepted"), wire.endpoint());

            assertThat(wire.changes())
                    .as("refused, and then without a filter")
                    .containsExactly("Subscribe", "Subscribe");
        }
    }

    private static Topology webhook(String name, String event) {
        return Topology.read(name, """
                topics:
                  %1$s-topic:
                    subscriptions:
                      %1$s: {protocol: http, endpoint: "http://localhost:1/hook", filter: {event_type: [%2$s]}}
                """.formatted(name, event));
    }

    @Test
    void a_plan_makes_no_changing_call() {
        try (Wire wire = new Wire(aws.endpoint());
                dev.invitations.topology.aws.Aws clients = clients(wire.endpoint())) {
            Plan plan = new Survey(Apis.of(clients.sns(), clients.sqs()))
                    .plan(Topologies.ofEverything(Aws.unique("planned") + "-"), Place.LOCAL);

            assertThat(plan.hasChanges()).isTrue();
            assertThat(wire.changes()).isEmpty();
        }
    }

    @TestFactory
    Stream<DynamicTest> cut_off_after_any_of_its_calls_it_is_taken_up_where_it_ended() {
        Expected expected = uninterrupted();
        return IntStream.rangeClosed(1, expected.changes().size())
                .mapToObj(calls -> DynamicTest.dynamicTest(
                        "cut off after " + calls + " calls, the last of them "
                                + expected.changes().get(calls - 1),
                        () -> cutOffAfter(calls, expected)));
    }

    private void cutOffAfter(int calls, Expected expected) {
        String prefix = Aws.unique("cut") + "-";
        Topology topology = Topologies.ofEverything(prefix);
        try (Wire wire = new Wire(aws.endpoint())) {
            wire.cutAfter(calls, () -> {});
            assertThatExceptionOfType(ApplyFailed.class).isThrownBy(() -> apply(topology, wire.endpoint()));
            assertThat(wire.changes()).hasSize(calls);
        }

        apply(topology, aws.endpoint());

        assertThat(WholeState.under(prefix, aws)).isEqualTo(expected.state());
    }

    private record Expected(List<String> changes, Map<String, Map<String, String>> state) {}

    private Expected uninterrupted() {
        String prefix = Aws.unique("whole") + "-";
        try (Wire wire = new Wire(aws.endpoint())) {
            apply(Topologies.ofEverything(prefix), wire.endpoint());
            return new Expected(wire.changes(), WholeState.under(prefix, aws));
        }
    }

    @TestFactory
    Stream<DynamicTest> killed_after_any_of_its_calls_it_leaves_nothing_that_the_next_one_could_not_finish(
            @TempDir Path folder) {
        String name = Aws.unique("lives");
        List<String> changes;
        try (Wire wire = new Wire(aws.endpoint())) {
            apply(Topology.read(name, yaml(name)), wire.endpoint());
            changes = wire.changes();
        }
        Map<String, Map<String, String>> whole = WholeState.under(name, aws);
        return IntStream.rangeClosed(1, changes.size())
                .mapToObj(calls -> DynamicTest.dynamicTest(
                        "kill -9 after " + calls + " calls, the last of them " + changes.get(calls - 1),
                        () -> killAfter(calls, whole, folder)));
    }

    private void killAfter(int calls, Map<String, Map<String, String>> whole, Path folder) throws Exception {
        String name = Aws.unique("killed");
        Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml(name));
        try (Wire wire = new Wire(aws.endpoint())) {
            CompletableFuture<Process> applying = new CompletableFuture<>();
            wire.cutAfter(calls, () -> killed(applying.join()));
            Process process = command(file, wire.endpoint());
            applying.complete(process);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as(Files.readString(folder.resolve("output")))
                    .isEqualTo(137);
            assertThat(wire.changes()).hasSize(calls);
        }

        apply(Topology.read(file), aws.endpoint());

        assertThat(WholeState.under(name, aws)).isEqualTo(whole);
    }

    private static void killed(Process process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private static Process command(Path file, URI endpoint) throws IOException {
        return new ProcessBuilder(JavaProcess.of(
                        StationCommand.class,
                        "apply",
                        "--file",
                        file.toString(),
                        "--endpoint-url",
                        endpoint.toString()))
                .redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("output").toFile())
                .start();
    }

    private static String yaml(String name) {
        return "topics: {%1$s-topic: {subscriptions: {%1$s-worker: {filter: {event_type: [user_invited]}, maxReceives: 3}}}}"
                .formatted(name);
    }

    @RepeatedTest(5)
    void two_at_once_end_as_one_does() throws Exception {
        Expected expected = uninterrupted();
        String prefix = Aws.unique("twice") + "-";

        twoAtOnce(Topologies.ofEverything(prefix));

        assertThat(WholeState.under(prefix, aws)).isEqualTo(expected.state());
    }

    private void twoAtOnce(Topology topology) {
        CyclicBarrier start = new CyclicBarrier(2);
        List<CompletableFuture<Void>> both = Stream.generate(() -> CompletableFuture.runAsync(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    apply(topology, aws.endpoint());
                }))
                .limit(2)
                .toList();
        both.forEach(CompletableFuture::join);
    }

    private static void apply(Topology topology, URI endpoint) {
        try (dev.invitations.topology.aws.Aws clients = clients(endpoint)) {
            new Apply(clients.sns(), clients.sqs(), Place.LOCAL, Duration.ofSeconds(10)).apply(topology, applied -> {});
        }
    }

    private static dev.invitations.topology.aws.Aws clients(URI endpoint) {
        return dev.invitations.topology.aws.Aws.onThisMachine(endpoint, Optional.empty(), Optional.empty());
    }
}
