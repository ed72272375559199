package dev.invitations.station.rules;

import dev.invitations.station.localstack.LocalStack;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;

/** On LocalStack, which others wrote; what it does otherwise than AWS is written down. */
class LocalStackRulesTest extends RulesContract {
    private LocalStack localStack;

    LocalStackRulesTest() {
        super(Fidelity.Column.LOCALSTACK);
    }

    @BeforeAll
    void start() {
        localStack = LocalStack.start(Path.of("target/localstack-rules.log"))
                .orElseGet(() -> Assumptions.abort("LocalStack is not installed: ./station verify does that"));
        cloud = Cloud.at(localStack.endpoint());
    }

    @AfterAll
    void stop() {
        if (localStack != null) {
            cloud.close();
            localStack.close();
        }
    }
}
