package dev.invitations.topology.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.topology.Resource;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacklogTest {
    private static final Remedies REMEDIES = new Remedies("t.yaml", " --local", "aws");

    @ParameterizedTest(name = "{0} s old of {1} s: {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
            90     | 345600 | OK      | 90s old; it is lost after 4d
            3600   | 345600 | OK      | 1h old; it is lost after 4d
            172799 | 345600 | OK      | 47h old; it is lost after 4d
            172800 | 345600 | WARNING | 2d old; it is lost after 4d
            40     | 60     | WARNING | 40s old; it is lost after 1m
            """)
    void past_half_of_its_retention_a_message_is_a_warning(
            long age, String retention, Finding.Status status, String sentence) {
        Finding finding = oldest(
                new OldestMessages(Map.of("email-worker", Duration.ofSeconds(age)), Optional.empty()), retention);

        assertThat(finding.status()).isEqualTo(status);
        assertThat(finding.sentence()).isEqualTo(sentence);
    }

    @Test
    void what_cloud_watch_does_not_tell_is_unknown() {
        assertThat(oldest(new OldestMessages(Map.of(), Optional.of("Access denied")), "60"))
                .isEqualTo(new Subject("queue", "email-worker")
                        .unknown(
                                "oldest message",
                                "only CloudWatch knows how old it is, and can't be asked: Access denied"));
        assertThat(oldest(new OldestMessages(Map.of(), Optional.empty()), "60").sentence())
                .isEqualTo("CloudWatch has not seen it yet");
    }

    @ParameterizedTest(name = "{0} in flight: {1}")
    @CsvSource({"0, OK", "95999, OK", "96000, WARNING", "120000, WARNING"})
    void near_the_limit_of_sqs_messages_in_flight_are_a_warning(String inFlight, Finding.Status status) {
        assertThat(found("in flight", Map.of("ApproximateNumberOfMessagesNotVisible", inFlight)))
                .hasValueSatisfying(finding -> assertThat(finding.status()).isEqualTo(status));
    }

    @Test
    void of_an_empty_queue_no_age_is_asked() {
        assertThat(found("oldest message", Map.of("ApproximateNumberOfMessages", "0")))
                .isEmpty();
    }

    private static Finding oldest(OldestMessages oldest, String retention) {
        Map<String, String> attributes =
                Map.of("ApproximateNumberOfMessages", "1", "MessageRetentionPeriod", retention);
        return new Backlog(oldest, REMEDIES)
                .ofQueue(queue(attributes))
                .filter(finding -> finding.check().equals("oldest message"))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<Finding> found(String check, Map<String, String> attributes) {
        return new Backlog(new OldestMessages(Map.of(), Optional.empty()), REMEDIES)
                .ofQueue(queue(attributes))
                .filter(finding -> finding.check().equals(check))
                .findFirst();
    }

    private static Examined<Resource.Queue> queue(Map<String, String> attributes) {
        Resource.Queue queue = new Resource.Queue(
                Resource.QUEUE, "email-worker", "arn:aws:sqs:r:123456789012:email-worker", false, Map.of(), Map.of());
        return new Examined<>(queue, new Reading.Found(attributes));
    }
}
