package dev.invitations.messaging;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The contract on AWS itself, which costs a few cents; everything has a prefix of its own and is deleted afterwards. */
@QuarkusTest
@TestProfile(RealAwsCarrierTest.OnRealAws.class)
@EnabledIfEnvironmentVariable(
        named = "INVITATIONS_TEST_AWS",
        matches = "1",
        disabledReason = "AWS is asked only with INVITATIONS_TEST_AWS=1 and credentials as the AWS CLI has them")
class RealAwsCarrierTest extends SnsSqsCarrierContract {
    public static class OnRealAws extends On {
        public OnRealAws() {
            super(RealAwsResource.class);
        }
    }

    /** A queue's policy takes up to a minute to count, and long polls of other receivers up to 20 s to end. */
    @BeforeAll
    static void bePatient() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(90));
    }

    @AfterAll
    static void beAsBefore() {
        Awaitility.reset();
    }
}
