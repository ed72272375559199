package dev.invitations.station.aws.sns;

import dev.invitations.contract.topology.MessageAttribute;
import dev.invitations.station.aws.http.QueryParameters;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads message attributes, with AWS's complaints about wrong ones.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html">Message attributes</a>
 */
final class MessageAttributes {
    private static final int MAX_NAME = 256;
    private static final Pattern TYPE = Pattern.compile("(String|Number|Binary)(\\..+)?");

    private MessageAttributes() {}

    /** @param path of the message in the request, for the error about a missing type: empty or with a final dot */
    static Map<String, MessageAttribute> of(QueryParameters message, String path) {
        Map<String, MessageAttribute> attributes = new LinkedHashMap<>();
        for (QueryParameters entry : message.list("MessageAttributes")) {
            String name = entry.text("Name").orElse("");
            requireName(name);
            attributes.put(name, attribute(name, entry.child("Value"), path));
        }
        return attributes;
    }

    private static void requireName(String name) {
        if (name.isEmpty() || name.getBytes(StandardCharsets.UTF_8).length > MAX_NAME) {
            throw SnsError.invalidValue("Length of message attribute name must be less than 256 bytes.");
        }
        OptionalInt wrong = name.codePoints()
                .filter(c -> c > 0x7F || !Character.isLetterOrDigit(c) && "_-.".indexOf(c) < 0)
                .findFirst();
        if (wrong.isPresent()) {
            throw SnsError.invalidValue("Invalid non-alphanumeric character '#x"
                    + Integer.toHexString(wrong.getAsInt()).toUpperCase(Locale.ROOT)
                    + "' was found in the message attribute name. Can only include alphanumeric characters, hyphens,"
                    + " underscores, or dots.");
        }
        if (name.startsWith(".")) {
            throw SnsError.invalidValue("Invalid message attribute name starting with character '.' was found.");
        }
        if (name.endsWith(".")) {
            throw SnsError.invalidValue("Invalid message attribute name ending with character '.' was found.");
        }
        if (name.contains("..")) {
            throw SnsError.invalidValue("Message attribute name can not have successive '.' character.");
        }
    }

    private static MessageAttribute attribute(String name, QueryParameters value, String path) {
        String type = value.text("DataType")
                .orElseThrow(() -> SnsError.missing(path + "messageAttributes." + name + ".member.dataType"));
        Matcher logical = TYPE.matcher(type);
        if (!logical.matches()) {
            throw SnsError.invalidValue("The message attribute '" + name + "' has an invalid message attribute type,"
                    + " the set of supported type prefixes is Binary, Number, and String.");
        }
        boolean isBinary = logical.group(1).equals("Binary");
        Optional<String> right = value.text(isBinary ? "BinaryValue" : "StringValue");
        Optional<String> wrong = value.text(isBinary ? "StringValue" : "BinaryValue");
        if (right.isEmpty() && wrong.isPresent()) {
            throw SnsError.invalidValue("The message attribute '" + name + "' with type '" + type + "' must use field '"
                    + (isBinary ? "Binary" : "String") + "'.");
        }
        String content = right.filter(text -> !text.isEmpty())
                .orElseThrow(() -> SnsError.invalidValue("The message attribute '" + name
                        + "' must contain non-empty message attribute value for message attribute type '" + type
                        + "'."));
        switch (logical.group(1)) {
            case "Binary" -> requireBase64(name, content);
            case "Number" -> requireNumber(name, content);
            default -> {}
        }
        return new MessageAttribute(type, content);
    }

    private static void requireBase64(String name, String content) {
        try {
            Base64.getDecoder().decode(content);
        } catch (IllegalArgumentException _) {
            throw SnsError.invalidValue("The value of the message attribute '" + name + "' is not Base64.");
        }
    }

    private static void requireNumber(String name, String content) {
        try {
            new BigDecimal(content);
        } catch (NumberFormatException _) {
            throw SnsError.invalidValue("Could not cast message attribute '" + name + "' value to number.");
        }
    }

    /** What counts against the size limit: names, types and values, binary ones as they are decoded. */
    static int bytes(Map<String, MessageAttribute> attributes) {
        return attributes.entrySet().stream()
                .mapToInt(entry -> utf8(entry.getKey()) + utf8(entry.getValue().type()) + valueBytes(entry.getValue()))
                .sum();
    }

    private static int valueBytes(MessageAttribute attribute) {
        return attribute.type().startsWith("Binary")
                ? Base64.getDecoder().decode(attribute.value()).length
                : utf8(attribute.value());
    }

    private static int utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
