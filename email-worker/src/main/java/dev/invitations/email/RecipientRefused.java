package dev.invitations.email;

import io.vertx.ext.mail.SMTPException;
import java.util.Optional;
import java.util.stream.Collectors;

/** No e-mail will ever reach this address. The message says why, to people. */
final class RecipientRefused extends Exception {
    private static final long serialVersionUID = 1;

    private static final int LONGEST_REASON = 500;

    RecipientRefused(String reason) {
        super(reason);
    }

    /**
     * Tells a mail server that refuses the recipient for good from one that is in trouble, or that we are in trouble
     * with. Final is a {@code 5yz} reply to the recipient or to the message for it, unless it speaks of us: of the
     * syntax of our commands ({@code 50z}), the connection ({@code 52z}) or our authentication ({@code 53z}), see RFC
     * 5321, 4.2.1 and RFC 4954, 6.
     */
    static Optional<RecipientRefused> by(SMTPException reply) {
        boolean final5yz = reply.isPermanent()
                && switch (Stage.of(reply)) {
                    case RECIPIENT -> speaksOfTheMail(reply) || reply.getReplyCode() == 501;
                    case MESSAGE -> speaksOfTheMail(reply);
                    case OTHER -> false;
                };
        return final5yz ? Optional.of(new RecipientRefused(answer(reply))) : Optional.empty();
    }

    private static boolean speaksOfTheMail(SMTPException reply) {
        int subject = reply.getReplyCode() / 10 % 10;
        return switch (subject) {
            case 0, 2, 3 -> false;
            // 555 is about parameters of MAIL and RCPT that the server doesn't know.
            default -> reply.getReplyCode() != 555;
        };
    }

    /** The reply as one line: every line of it repeats the code, of which one is enough. */
    private static String answer(SMTPException reply) {
        String text = reply.getReplyMessages().stream()
                .map(line -> line.length() > 4 ? line.substring(4) : "")
                .collect(Collectors.joining(" "));
        String answer = (reply.getReplyCode() + " " + text)
                .replaceAll("\\p{Cntrl}+", " ")
                .strip();
        return answer.length() > LONGEST_REASON ? answer.substring(0, LONGEST_REASON) + "…" : answer;
    }

    private enum Stage {
        RECIPIENT,
        MESSAGE,
        OTHER;

        /** Vert.x tells the stage only by the words that it puts before the reply; tests hold us to them. */
        static Stage of(SMTPException reply) {
            String message = reply.getMessage();
            if (message.startsWith("recipient address not accepted")) {
                return RECIPIENT;
            }
            if (message.startsWith("DATA command not accepted") || message.startsWith("sending data failed")) {
                return MESSAGE;
            }
            return OTHER;
        }
    }
}
