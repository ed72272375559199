package dev.invitations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.aws.LocalAws;
import io.quarkus.test.junit.main.LaunchResult;
import io.quarkus.test.junit.main.QuarkusMainLauncher;
import io.quarkus.test.junit.main.QuarkusMainTest;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The commands as a container has them, against the local AWS over the wire. */
@QuarkusMainTest
class StationTest {
    private static Vertx vertx;
    private static LocalAws aws;

    @BeforeAll
    static void start() {
        vertx = Vertx.vertx();
        aws = LocalAws.start(vertx, 0);
    }

    @AfterAll
    static void stop() {
        aws.close();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void it_makes_the_topology_real_and_finds_nothing_more_to_do(QuarkusMainLauncher station) {
        LaunchResult first =
                station.launch("apply", "--endpoint-url", aws.endpoint().toString());
        LaunchResult second =
                station.launch("apply", "--endpoint-url", aws.endpoint().toString());

        assertThat(first.exitCode()).isZero();
        assertThat(first.getOutput()).contains("created", "email-worker-dlq");
        assertThat(second.exitCode()).isZero();
        assertThat(second.getOutput()).doesNotContain("created");
    }

    @Test
    void it_tells_what_keeps_messages_from_arriving(QuarkusMainLauncher station) {
        LaunchResult doctor =
                station.launch("doctor", "--endpoint-url", aws.endpoint().toString(), "--region", "eu-central-1");

        assertThat(doctor.exitCode()).isEqualTo(2);
        assertThat(doctor.getOutput()).contains("PROBLEM", "it doesn't exist", "./station apply");
    }

    @Test
    void a_command_that_there_is_not_is_answered_with_the_one_that_was_meant(QuarkusMainLauncher station) {
        LaunchResult result = station.launch("aply");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.getErrorOutput()).contains("Did you mean").contains("apply");
    }
}
