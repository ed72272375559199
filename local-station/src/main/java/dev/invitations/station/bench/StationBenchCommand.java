package dev.invitations.station.bench;

import dev.invitations.station.StationFailure;
import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.station.launcher.Repository;
import dev.invitations.station.localstack.LocalStack;
import dev.invitations.topology.Count;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code station bench station}: the local AWS beside LocalStack, in the same run, by the same client. */
@Command(
        name = "station",
        description = "Measures publishes and deliveries per second of the local AWS, beside LocalStack.",
        mixinStandardHelpOptions = true)
final class StationBenchCommand implements Callable<Integer> {
    private static final List<Integer> SUBSCRIPTIONS = List.of(1, 4, 16);
    private static final int MOST_MESSAGES = 100_000;
    private static final int WARM_UP = 4;
    static final Duration LONGEST = Duration.ofSeconds(20);

    @Spec
    CommandSpec spec;

    @Option(
            names = "--messages",
            paramLabel = "N",
            description = "How many to publish with one subscription; with more of them as many times less, so that as"
                    + " many copies are delivered. Default: ${DEFAULT-VALUE}.",
            defaultValue = "2000")
    int messages;

    @Option(names = "--alone", description = "Without LocalStack.")
    boolean alone;

    @Option(names = "--json", description = "Prints the results as JSON.")
    boolean json;

    @Override
    public Integer call() throws Exception {
        if (messages < 1 || messages > MOST_MESSAGES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--messages " + messages + " is refused: it is a number from 1 to " + MOST_MESSAGES);
        }
        // More than that many connections would be closed after each request.
        System.setProperty("http.maxConnections", "64");
        Vertx vertx = Vertx.vertx();
        try (LocalAws station = LocalAws.start(vertx, 0);
                AwsClients ours = AwsClients.of(station.endpoint());
                Other other = alone ? Other.NONE : Other.start()) {
            Map<String, AwsClients> targets = new LinkedHashMap<>();
            targets.put("station", ours);
            other.clients().ifPresent(clients -> targets.put("LocalStack", clients));
            if (targets.size() == 1 && !alone) {
                spec.commandLine().getErr().println("LocalStack is not installed: the station is measured alone");
            }
            Report report = new Report(messages, List.copyOf(targets.keySet()), measure(targets));
            spec.commandLine().getOut().println(json ? report.toJson() : report.toTable());
            return 0;
        } catch (ExecutionException e) {
            throw StationFailure.failed("It can't be measured: " + e.getCause().getMessage());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private List<Result> measure(Map<String, AwsClients> targets) throws ExecutionException, InterruptedException {
        PrintWriter err = spec.commandLine().getErr();
        List<Result> results = new ArrayList<>();
        for (int subscriptions : SUBSCRIPTIONS) {
            for (Map.Entry<String, AwsClients> target : targets.entrySet()) {
                err.println("Measuring " + target.getKey() + " with " + Count.of(subscriptions, "subscription"));
                AwsClients aws = target.getValue();
                int published = Math.max(1, messages / subscriptions);
                Measurement.of(target.getKey(), aws, subscriptions, Math.max(1, published / WARM_UP), LONGEST);
                results.add(Measurement.of(target.getKey(), aws, subscriptions, published, LONGEST));
            }
        }
        return results;
    }

    /** LocalStack, where it is installed. */
    private record Other(Optional<LocalStack> localStack, Optional<AwsClients> clients) implements AutoCloseable {
        static final Other NONE = new Other(Optional.empty(), Optional.empty());

        static Other start() throws IOException {
            Path log =
                    Files.createDirectories(Repository.root().resolve("target")).resolve("bench-localstack.log");
            Optional<LocalStack> localStack = LocalStack.start(log);
            return new Other(localStack, localStack.map(running -> AwsClients.of(running.endpoint())));
        }

        @Override
        public void close() {
            clients.ifPresent(AwsClients::close);
            localStack.ifPresent(LocalStack::close);
        }
    }
}
