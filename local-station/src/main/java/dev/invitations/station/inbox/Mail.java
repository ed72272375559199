package dev.invitations.station.inbox;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/**
 * A mail as it arrived.
 *
 * @param id unique while the station runs
 * @param to whom the SMTP client named as recipients (the envelope), which the header {@code To} need not tell
 * @param date when it arrived
 * @param packed the whole message, deflated: thousands of mails have to fit a small heap
 */
record Mail(String id, String from, List<String> to, String subject, Instant date, String messageId, byte[] packed) {
    static Mail received(String id, List<String> to, MimeMessage message, Instant date)
            throws MessagingException, IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream packing = new DeflaterOutputStream(packed)) {
            message.writeTo(packing);
        }
        return new Mail(
                id,
                header(message, "From"),
                List.copyOf(to),
                header(message, "Subject"),
                date,
                header(message, "Message-ID"),
                packed.toByteArray());
    }

    private static String header(MimeMessage message, String name) throws MessagingException {
        String value = message.getHeader(name, ", ");
        return value == null ? "" : MailContent.decoded(value);
    }

    MailContent content() throws MessagingException, IOException {
        return MailContent.of(new MimeMessage(null, new InflaterInputStream(new ByteArrayInputStream(packed))));
    }

    boolean isTo(String address) {
        return to.stream().anyMatch(address::equalsIgnoreCase);
    }
}
