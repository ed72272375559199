package dev.invitations.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.core.data.BytesCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The CloudEvents project's own SDK reads what we write, and we read what it writes. */
class CloudEventsSdkTest {
    private static final JsonMapper JSON = new JsonMapper();

    private final JsonFormat sdk = new JsonFormat();

    static List<CloudEvent> events() {
        return Examples.cloudEvents();
    }

    @ParameterizedTest
    @MethodSource("events")
    void the_sdk_reads_every_field_that_we_write(CloudEvent ours) throws JsonProcessingException {
        var read = sdk.deserialize(ours.toJson().getBytes(UTF_8));

        assertThat(read.getSpecVersion().toString()).isEqualTo("1.0");
        assertThat(read.getId()).isEqualTo(ours.event().id().toString());
        assertThat(read.getType()).isEqualTo(ours.event().type().wireName());
        assertThat(read.getSource()).isEqualTo(URI.create(ours.source()));
        assertThat(read.getSubject()).isEqualTo(ours.event().invitation().toString());
        assertThat(read.getTime().toInstant()).isEqualTo(ours.event().time());
        assertThat(read.getDataContentType()).isEqualTo("application/json");
        assertThat(read.getDataSchema()).isNull();
        assertThat(read.getExtension("traceparent"))
                .isEqualTo(ours.traceparent().orElse(null));
        assertThat(read.getExtensionNames()).hasSize(ours.traceparent().isPresent() ? 1 : 0);
        assertThat(json(read.getData().toBytes()))
                .isEqualTo(json(ours.toJson().getBytes(UTF_8)).get("data"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void we_read_what_the_sdk_writes(CloudEvent ours) throws JsonProcessingException {
        var builder = CloudEventBuilder.v1()
                .withId(ours.event().id().toString())
                .withType(ours.event().type().wireName())
                .withSource(URI.create(ours.source()))
                .withSubject(ours.event().invitation().toString())
                .withTime(ours.event().time().atOffset(ZoneOffset.UTC))
                .withDataContentType("application/json")
                .withData(BytesCloudEventData.wrap(json(ours.toJson().getBytes(UTF_8))
                        .get("data")
                        .toString()
                        .getBytes(UTF_8)));
        ours.traceparent().ifPresent(trace -> builder.withExtension("traceparent", trace));

        byte[] written = sdk.serialize(builder.build());

        assertThat(CloudEvent.parse(new String(written, UTF_8))).isEqualTo(ours);
    }

    @ParameterizedTest
    @MethodSource("events")
    void an_event_that_passed_through_the_sdk_is_still_the_same(CloudEvent ours) {
        byte[] passedOn = sdk.serialize(sdk.deserialize(ours.toJson().getBytes(UTF_8)));

        assertThat(CloudEvent.parse(new String(passedOn, UTF_8))).isEqualTo(ours);
    }

    private static JsonNode json(byte[] bytes) throws JsonProcessingException {
        return JSON.readTree(new String(bytes, UTF_8));
    }
}
