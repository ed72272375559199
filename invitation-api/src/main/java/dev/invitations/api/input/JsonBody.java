package dev.invitations.api.input;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A JSON object whose fields are texts, read from a request. It is read as a tree and not bound to a class: so all
 * mistakes are reported and not only the first, in words of ours and not of a parser.
 */
public final class JsonBody {
    /** The most bytes a JSON body may have. */
    public static final int MAX_BYTES = 64 * 1024;

    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {}

    /**
     * Reads an object. Fields that are not {@code known} and values that are not texts are noted as refused.
     *
     * @throws HttpProblem 413 where the body is too large, 400 where it is not a JSON object in UTF-8
     * @throws IOException where the client does not send all of it
     */
    public static Fields read(InputStream body, List<String> known) throws IOException {
        JsonNode object = parse(body);
        Map<String, String> texts = new HashMap<>();
        Fields fields = new Fields(texts, Violation.In.body);
        object.properties().forEach(field -> {
            String name = field.getKey();
            JsonNode value = field.getValue();
            if (!known.contains(name)) {
                fields.refuse(Texts.shown(name), "is not a known field; known are " + String.join(", ", known));
            } else if (value.isTextual()) {
                texts.put(name, value.textValue());
            } else if (!value.isNull()) {
                fields.refuse(
                        name,
                        "must be a string, but is of type "
                                + value.getNodeType().name().toLowerCase(Locale.ROOT));
            }
        });
        return fields;
    }

    private static JsonNode parse(InputStream body) throws IOException {
        byte[] bytes = body.readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw HttpProblem.valueOf(
                    Status.REQUEST_ENTITY_TOO_LARGE,
                    "The body is larger than " + Texts.number(MAX_BYTES) + " bytes, the most that is taken as JSON");
        }
        JsonNode root;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            // RFC 8259, 8.1: parsers may ignore it.
            root = JSON.readTree(text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text);
        } catch (CharacterCodingException e) {
            throw malformed("it is not UTF-8");
        } catch (JacksonException e) {
            throw malformed("it is not valid JSON at line " + e.getLocation().getLineNr() + ", column "
                    + e.getLocation().getColumnNr());
        }
        if (!root.isObject()) {
            throw malformed(root.isMissingNode() ? "it is empty" : "it is JSON, but not an object");
        }
        return root;
    }

    private static HttpProblem malformed(String why) {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The body must be a JSON object: " + why);
    }
}
