package dev.invitations.station.aws.sqs;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.net.InetSocketAddress;
import org.apache.pekko.actor.ActorSystem;
import org.elasticmq.NodeAddress;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;

/** An ElasticMQ on a free loopback port of its own. */
final class ElasticMq implements AutoCloseable {
    /** ElasticMQ takes queue URLs from the request's Host header, so they lead to wherever the client came in. */
    private static final NodeAddress AS_THE_CLIENT_CALLS_IT = new NodeAddress("http", "*", 0, "");

    private static final String CONFIG = """
            pekko {
              loglevel = WARNING
              stdout-loglevel = WARNING
              log-dead-letters = off
              log-dead-letters-during-shutdown = off
              coordinated-shutdown.run-by-jvm-shutdown-hook = off
              actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 4 }
              http.server {
                request-timeout = 30s
                idle-timeout = 90s
                max-connections = 4096
                parsing.max-content-length = 16m
              }
            }
            """;

    private final ActorSystem actors;
    private final InetSocketAddress address;

    private ElasticMq(ActorSystem actors, InetSocketAddress address) {
        this.actors = actors;
        this.address = address;
    }

    /** Starts one. Takes seconds, and blocks. */
    static ElasticMq start() {
        Config config = ConfigFactory.parseString(CONFIG).withFallback(ConfigFactory.load());
        ActorSystem actors = ActorSystem.create("elasticmq", config);
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withInterface("127.0.0.1")
                .withDynamicPort()
                .withServerAddress(AS_THE_CLIENT_CALLS_IT)
                .withAWSRegion("us-east-1")
                .start();
        return new ElasticMq(actors, server.waitUntilStarted().localAddress());
    }

    InetSocketAddress address() {
        return address;
    }

    /** Ends it, and waits for none of the receives that still poll, which may take another 20 s. */
    @Override
    public void close() {
        actors.terminate();
    }
}
