package dev.invitations.email;

import java.net.IDN;
import java.util.regex.Pattern;

/**
 * An address as SMTP wants it: the domain in ASCII (RFC 5890), the local part as it is.
 *
 * @param address for instance {@code ann@xn--bcher-kva.example}
 */
record Recipient(String address) {
    /** What needs no quotes in a local part (RFC 5321's Dot-string), and letters of any script (RFC 6531). */
    private static final Pattern LOCAL_PART = Pattern.compile("[^\\s\\p{Cntrl}<>()\\[\\]@,;:\\\\\"]+");

    /**
     * @throws RecipientRefused where no mail server could be asked to deliver to {@code email}
     */
    static Recipient of(String email) throws RecipientRefused {
        int at = email.lastIndexOf('@');
        if (at < 1 || !LOCAL_PART.matcher(email.substring(0, at)).matches()) {
            throw new RecipientRefused("\"" + email + "\" is not an e-mail address such as ann@example.com");
        }
        return new Recipient(email.substring(0, at + 1) + asciiDomain(email.substring(at + 1)));
    }

    private static String asciiDomain(String domain) throws RecipientRefused {
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            // Java speaks IDNA2003, which makes "ss" of "ß": another domain, so perhaps a stranger's.
            boolean faithful =
                    ascii.equalsIgnoreCase(domain) || IDN.toUnicode(ascii).equalsIgnoreCase(domain);
            if (ascii.isEmpty() || !faithful) {
                throw new RecipientRefused("the domain \"" + domain + "\" can't be written in ASCII without doubt:"
                        + " give it in its xn-- form");
            }
            return ascii;
        } catch (IllegalArgumentException e) {
            throw new RecipientRefused("\"" + domain + "\" is not a domain: " + e.getMessage());
        }
    }
}
