package dev.invitations.email;

import io.vertx.ext.mail.SMTPException;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a mail server's refusal is about: this recipient or the mail for him, now or for good, or else the server, or us.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2">RFC 5321, 4.2: replies</a>
 */
record SmtpReply(SMTPException refusal) {
    private static final int LONGEST_ANSWER = 500;
    private static final int CLOSING = 421;
    private static final Pattern OF_THE_SYSTEM = Pattern.compile("4\\d\\d[ -]4\\.3\\.");

    /** What was refused. */
    private enum Stage {
        RECIPIENT,
        MESSAGE,
        OTHER
    }

    /**
     * Whether no mail will ever reach the recipient: a {@code 5yz} reply to him or to the message for him, unless it
     * speaks of us: of the syntax of our commands ({@code 50z}), the connection ({@code 52z}) or our authentication
     * ({@code 53z}), see RFC 5321, 4.2.1 and RFC 4954, 6.
     */
    boolean isFinal() {
        return refusal.isPermanent()
                && switch (stage()) {
                    case RECIPIENT -> speaksOfTheMail() || refusal.getReplyCode() == 501;
                    case MESSAGE -> speaksOfTheMail();
                    case OTHER -> false;
                };
    }

    /**
     * Whether another mail may fare better just now: a {@code 4yz} to the recipient or to the message for him, unless it
     * speaks of the server: that it closes ({@code 421}), or of the system ({@code x.3.z}), see RFC 3463, 3.4.
     */
    boolean isOfThisMail() {
        return refusal.isTransient()
                && refusal.getReplyCode() != CLOSING
                && !OF_THE_SYSTEM.matcher(refusal.getReplyMessage()).lookingAt()
                && stage() != Stage.OTHER;
    }

    private boolean speaksOfTheMail() {
        int subject = refusal.getReplyCode() / 10 % 10;
        return switch (subject) {
            case 0, 2, 3 -> false;
            // 555 is about parameters of MAIL and RCPT that the server doesn't know.
            default -> refusal.getReplyCode() != 555;
        };
    }

    /** Vert.x tells it only by the words that it puts before the reply; tests hold us to them. */
    private Stage stage() {
        String message = refusal.getMessage();
        if (message.startsWith("recipient address not accepted")) {
            return Stage.RECIPIENT;
        }
        if (message.startsWith("DATA command not accepted") || message.startsWith("sending data failed")) {
            return Stage.MESSAGE;
        }
        return Stage.OTHER;
    }

    /** The reply as one line: every line of it repeats the code, of which one is enough. */
    String answer() {
        String text = refusal.getReplyMessages().stream()
                .map(line -> line.length() > 4 ? line.substring(4) : "")
                .collect(Collectors.joining(" "));
        String answer = (refusal.getReplyCode() + " " + text)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return answer.length() > LONGEST_ANSWER ? answer.substring(0, LONGEST_ANSWER) + "…" : answer;
    }
}
