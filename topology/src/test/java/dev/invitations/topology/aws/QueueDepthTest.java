package dev.invitations.topology.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueDepthTest {

    @Test
    void what_is_received_or_delayed_is_in_the_queue_too() {
        QueueDepth depth = QueueDepth.in(Map.of(
                "ApproximateNumberOfMessages", "1",
                "ApproximateNumberOfMessagesNotVisible", "2",
                "ApproximateNumberOfMessagesDelayed", "4"));

        assertThat(depth.total()).isEqualTo(7);
        assertThat(depth).hasToString("1 message, and 6 that are hidden just now");
    }
}
