package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.station.aws.sns.signature.Signature;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** The JSON in which SNS wraps what it sends, with its fields in AWS's order. */
final class Envelope {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final ObjectWriter PRETTY =
            new JsonMapper().writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    /**
     * As SNS writes it, save that there is always something behind the second: the verifier of AWS's SDK for Java 2.42
     * leaves three zeros out of what it verifies, and refuses the message.
     */
    static String timestamp(Instant time) {
        return TIMESTAMP.format(time.toEpochMilli() % 1_000 == 0 ? time.plusMillis(1) : time);
    }

    Envelope with(String name, String value) {
        json.put(name, value);
        return this;
    }

    Envelope with(Signature signature) {
        return with("SignatureVersion", signature.version())
                .with("Signature", signature.value())
                .with("SigningCertURL", signature.certificateUrl());
    }

    ObjectNode object(String name) {
        return json.putObject(name);
    }

    @Override
    public String toString() {
        try {
            return PRETTY.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of strings is always JSON", e);
        }
    }
}
