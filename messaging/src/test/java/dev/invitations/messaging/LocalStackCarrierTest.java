package dev.invitations.messaging;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.condition.EnabledIf;

/** The contract on LocalStack, whose SNS and SQS are not ours. */
@QuarkusTest
@TestProfile(LocalStackCarrierTest.OnLocalStack.class)
@EnabledIf(
        value = "dev.invitations.station.localstack.LocalStack#isThere",
        disabledReason = "LocalStack is not installed: ./station verify does that")
class LocalStackCarrierTest extends SnsSqsCarrierContract {
    public static class OnLocalStack extends On {
        public OnLocalStack() {
            super(LocalStackResource.class);
        }
    }
}
