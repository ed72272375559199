package dev.invitations.station.inbox;

import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a mail says.
 *
 * @param headers in their order, decoded (RFC 2047); one that repeats has its values on lines of their own
 * @param text {@code ""} where the mail has no text part
 * @param html {@code ""} where the mail has no HTML part
 * @param links every link of the text and of the HTML, each once
 */
record MailContent(Map<String, String> headers, String text, String html, List<String> links) {
    private static final Pattern HREF = Pattern.compile("href\\s*=\\s*[\"'](https?://[^\"']+)[\"']");
    private static final Pattern URL = Pattern.compile("https?://[^\\s<>\"')]+");

    static MailContent of(MimeMessage message) throws MessagingException, IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (Header header : Collections.list(message.getAllHeaders())) {
            headers.merge(header.getName(), decoded(header.getValue()), (first, next) -> first + "\n" + next);
        }
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        collect(message, text, html);
        return new MailContent(headers, text.toString(), html.toString(), links(text, html));
    }

    private static void collect(Part part, StringBuilder text, StringBuilder html)
            throws MessagingException, IOException {
        switch (part.getContent()) {
            case Multipart parts -> {
                for (int i = 0; i < parts.getCount(); i++) {
                    collect(parts.getBodyPart(i), text, html);
                }
            }
            case String content when part.isMimeType("text/html") -> html.append(content);
            case String content when part.isMimeType("text/*") -> text.append(content);
            default -> {
                // an attachment or an image: the inbox shows what is said
            }
        }
    }

    private static List<String> links(CharSequence text, CharSequence html) {
        Stream<String> inHtml = HREF.matcher(html)
                .results()
                .map(link -> link.group(1).replace("&amp;", "&").replace("&#61;", "="));
        Stream<String> inText = URL.matcher(text).results().map(link -> link.group());
        return Stream.concat(inHtml, inText).distinct().toList();
    }

    static String decoded(String header) {
        try {
            return MimeUtility.decodeText(MimeUtility.unfold(header));
        } catch (UnsupportedEncodingException e) {
            return header;
        }
    }
}
