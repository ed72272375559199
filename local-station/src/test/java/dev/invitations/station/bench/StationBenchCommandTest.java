package dev.invitations.station.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.station.CommandRun;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether it measures at all: how much is for who runs it to judge. */
class StationBenchCommandTest {
    @Test
    void every_copy_is_received_with_1_4_and_16_subscriptions() {
        CommandRun run = CommandRun.of("bench", "station", "--alone", "--messages=32", "--json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonObject report = new JsonObject(run.out());
        assertThat(report.getInteger("messages")).isEqualTo(32);
        List<JsonObject> results = report.getJsonArray("results").stream()
                .map(JsonObject.class::cast)
                .toList();
        assertThat(results)
                .extracting(result -> result.getInteger("subscriptions"))
                .containsExactly(1, 4, 16);
        assertThat(results).extracting(result -> result.getInteger("delivered")).containsOnly(32);
        assertThat(results).allSatisfy(result -> {
            assertThat(result.getLong("publishesPerSecond")).isPositive();
            assertThat(result.getLong("deliveriesPerSecond")).isPositive();
        });
    }

    @Test
    void for_people_it_is_a_table_with_how_it_was_measured() {
        CommandRun run = CommandRun.of("bench", "station", "--alone", "--messages=1");

        assertThat(run.out().lines().toList())
                .first()
                .isEqualTo("SUBSCRIPTIONS  PUBLISHES/S station  DELIVERIES/S station");
        assertThat(run.out()).contains("1 message of 1024 bytes", "processor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "100001"})
    void a_number_of_messages_that_is_none_is_refused(String messages) {
        CommandRun run = CommandRun.of("bench", "station", "--messages=" + messages);

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--messages " + messages + " is refused: it is a number from 1 to 100000");
    }

    @Test
    void what_is_to_be_measured_must_be_said() {
        CommandRun run = CommandRun.of("bench");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("What is to be measured? station, workers");
    }
}
