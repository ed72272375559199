package dev.invitations.bench.sqs;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;

/**
 * The digests that the SDKs check.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-message-metadata.html#sqs-attributes-md5-message-digest-calculation">SQS:
 *     calculating the MD5 message digest for message attributes</a>
 */
final class Md5 {
    private static final byte STRING = 1;
    private static final String TYPE = "String";

    private Md5() {}

    static String of(String body) {
        return HexFormat.of().formatHex(md5().digest(body.getBytes(UTF_8)));
    }

    /** Of attributes of type String. */
    static String of(SortedMap<String, String> attributes) {
        MessageDigest md5 = md5();
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            add(md5, attribute.getKey());
            add(md5, TYPE);
            md5.update(STRING);
            add(md5, attribute.getValue());
        }
        return HexFormat.of().formatHex(md5.digest());
    }

    private static void add(MessageDigest md5, String text) {
        byte[] bytes = text.getBytes(UTF_8);
        md5.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        md5.update(bytes);
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
