package dev.invitations.station;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.station.aws.control.ControlRoutes;
import dev.invitations.station.web.Component;
import dev.invitations.station.web.LocalHttp;
import dev.invitations.station.web.Problem;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;

/**
 * Local SNS and SQS with the declared topology, applied by the code that applies it to AWS. All of it is in memory:
 * stopped, it forgets what was published.
 */
final class DeclaredAws implements Component {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Deliveries that are under way are waited for. */
    private static final Duration LONGEST_RESET = Duration.ofSeconds(60);

    private final Vertx vertx;
    private final int port;
    private volatile LocalAws running;

    DeclaredAws(Vertx vertx, int port) {
        this.vertx = vertx;
        this.port = port;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String title() {
        return "AWS (SNS, SQS)";
    }

    @Override
    public String where() {
        return "http://localhost:" + port;
    }

    @Override
    public boolean isRunning() {
        return running != null;
    }

    @Override
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        // What is published to a topic without subscriptions is gone, on AWS as here: so nobody publishes before.
        running = LocalAws.start(vertx, port, DeclaredAws::apply);
    }

    /**
     * Lets it forget everything, and applies the declared topology again.
     *
     * @throws Problem where it is stopped
     */
    synchronized void reset() {
        try {
            LocalHttp.postJson(URI.create(where() + ControlRoutes.PATH + "reset"), "", LONGEST_RESET);
        } catch (IOException e) {
            throw Problem.unavailable("The local AWS at " + where() + " can't be reset: " + e.getMessage());
        }
        apply(URI.create(where()));
    }

    private static void apply(URI aws) {
        try (AwsClients clients = AwsClients.of(aws)) {
            new Apply(clients.sns(), clients.sqs(), Place.LOCAL, PATIENCE).apply(Topology.declared(), applied -> {});
        }
    }

    @Override
    public synchronized void stop() {
        if (isRunning()) {
            running.close();
            running = null;
        }
    }
}
