package dev.invitations.station.topology;

import dev.invitations.station.localstack.LocalStack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** On LocalStack, whose SNS, SQS and KMS are not ours. */
class LocalStackBreakagesTest extends BreakagesTest {
    private static LocalStack localStack;

    LocalStackBreakagesTest() {
        super(new Emulator(Breakage.Kind.LOCALSTACK, localStack.endpoint()));
    }

    @BeforeAll
    static void start() {
        localStack = LocalStack.start(Path.of("target/localstack.log"))
                .orElseGet(() -> Assumptions.abort("LocalStack is not installed: ./station verify does that"));
    }

    @AfterAll
    static void stop() {
        if (localStack != null) {
            localStack.close();
        }
    }
}
