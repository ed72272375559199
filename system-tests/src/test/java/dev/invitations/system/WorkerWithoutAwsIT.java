package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker whose AWS is not to be had: it says so, and stops when it is asked to. */
class WorkerWithoutAwsIT {
    /** Of ./station, after which a process is killed; that of Kubernetes is longer. */
    private static final int GRACE_PERIOD_SECONDS = 20;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void itIsAliveAndNotReadyAndStopsInTimeWhetherAwsKeepsSilentOrRefusesToTalk(boolean isSilent) throws Exception {
        try (SilentAws aws = new SilentAws()) {
            if (!isSilent) {
                aws.refuse();
            }
            try (ServiceProcess worker = ServiceProcess.start("email-worker", environment(aws.endpoint()))) {
                await().atMost(60, TimeUnit.SECONDS).ignoreExceptions().untilAsserted(() -> assertThat(
                                Http.get(worker.uri("/q/health/live")).statusCode())
                        .isEqualTo(200));
                var ready = Http.get(worker.uri("/q/health/ready"));
                assertThat(ready.statusCode()).as(ready.body()).isEqualTo(503);
                assertThat(ready.body()).contains("email-worker");

                worker.process().destroy();

                assertThat(worker.process().waitFor(GRACE_PERIOD_SECONDS, TimeUnit.SECONDS))
                        .as("it has stopped by itself")
                        .isTrue();
            }
        }
    }

    private static Map<String, String> environment(String aws) {
        return Map.of(
                "QUARKUS_SQS_ENDPOINT_OVERRIDE", aws,
                "QUARKUS_SNS_ENDPOINT_OVERRIDE", aws,
                // Nobody is there either: nothing comes that would need it.
                "QUARKUS_REDIS_HOSTS", "redis://localhost:1",
                "AWS_ACCESS_KEY_ID", "test",
                "AWS_SECRET_ACCESS_KEY", "test",
                "INVITATIONS_ACCEPT_SECRET", "a secret that nothing is signed with here");
    }

    /** Lets everybody connect and answers nobody. */
    private static final class SilentAws implements AutoCloseable {
        private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final List<Socket> callers = new CopyOnWriteArrayList<>();

        SilentAws() throws IOException {
            Thread.ofPlatform().daemon().start(this::accept);
        }

        String endpoint() {
            return "http://localhost:" + server.getLocalPort();
        }

        private void accept() {
            try {
                while (true) {
                    callers.add(server.accept());
                }
            } catch (IOException e) {
                // closed
            }
        }

        /** From now on nobody can connect. */
        void refuse() throws IOException {
            server.close();
        }

        @Override
        public void close() throws IOException {
            server.close();
            for (Socket caller : callers) {
                caller.close();
            }
        }
    }
}
