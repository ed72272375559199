package dev.invitations.api.invite;

import static com.sanctionco.jmail.FailureReason.*;
import static java.util.Map.entry;

import com.sanctionco.jmail.Email;
import com.sanctionco.jmail.EmailValidationResult;
import com.sanctionco.jmail.EmailValidator;
import com.sanctionco.jmail.FailureReason;
import com.sanctionco.jmail.JMail;
import dev.invitations.api.input.Texts;
import java.net.IDN;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The rule for addresses: what mail servers accept, and no more. Of what
 * <a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.4">RFC 5322</a> allows, the forms that only ever serve to
 * smuggle something past somebody are refused: quoted local parts, comments, source routes, IP addresses, names before
 * the address.
 */
final class EmailAddress {
    /** The longest address that fits SMTP (RFC 5321, 4.5.3.1.3, less the angle brackets). */
    static final int MAX_LENGTH = 254;

    private static final FailureReason QUOTED_LOCAL_PART = new FailureReason("QUOTED_LOCAL_PART");
    private static final FailureReason COMMENT = new FailureReason("COMMENT");
    private static final FailureReason NON_ASCII_LOCAL_PART = new FailureReason("NON_ASCII_LOCAL_PART");
    private static final FailureReason IMPOSSIBLE_DOMAIN = new FailureReason("IMPOSSIBLE_DOMAIN");

    private static final FailureReason DECORATED = new FailureReason("DECORATED");

    private static final EmailValidator RULES = JMail.validator()
            .disallowQuotedIdentifiers()
            .disallowExplicitSourceRouting()
            .disallowObsoleteWhitespace()
            .withRule(email -> email.comments().isEmpty(), COMMENT)
            .withRule(email -> !email.localPart().startsWith("\""), QUOTED_LOCAL_PART)
            .withRule(email -> email.localPart().chars().allMatch(c -> c < 0x80), NON_ASCII_LOCAL_PART)
            .disallowIpDomain()
            .requireTopLevelDomain()
            .disallowSingleCharacterTopLevelDomains()
            .withRule(EmailAddress::hasDomainForDns, IMPOSSIBLE_DOMAIN);

    private static final Map<FailureReason, String> IN_WORDS = Map.ofEntries(
            entry(ADDRESS_TOO_LONG, "is too long: the most is " + MAX_LENGTH + " characters"),
            entry(ADDRESS_TOO_SHORT, "is too short for an e-mail address"),
            entry(BEGINS_WITH_AT_SYMBOL, "has nothing before the @"),
            entry(LOCAL_PART_MISSING, "has nothing before the @"),
            entry(MISSING_AT_SYMBOL, "has no @"),
            entry(MULTIPLE_AT_SYMBOLS, "has more than one @"),
            entry(DOMAIN_MISSING, "has no domain after the @"),
            entry(LOCAL_PART_TOO_LONG, "has more than 64 characters before the @"),
            entry(STARTS_WITH_DOT, "begins with a dot"),
            entry(ENDS_WITH_DOT, "ends with a dot"),
            entry(LOCAL_PART_ENDS_WITH_DOT, "has a dot just before the @"),
            entry(MULTIPLE_DOT_SEPARATORS, "has two dots in a row"),
            entry(DISALLOWED_UNQUOTED_CHARACTER, "has a character before the @ that no address has"),
            entry(INVALID_DOMAIN_CHARACTER, "has a character after the @ that no domain has"),
            entry(DOMAIN_PART_STARTS_WITH_DASH, "has a part of its domain that begins with a hyphen"),
            entry(DOMAIN_PART_ENDS_WITH_DASH, "has a part of its domain that ends with a hyphen"),
            entry(DOMAIN_PART_TOO_LONG, "has a part of its domain with more than 63 characters"),
            entry(DOMAIN_TOO_LONG, "has a domain of more than 255 characters"),
            entry(MISSING_FINAL_DOMAIN_PART, "has nothing after the last dot"),
            entry(NUMERIC_TLD, "has a domain that ends in a number"),
            entry(TOP_LEVEL_DOMAIN_TOO_LONG, "has more than 63 characters after the last dot"),
            entry(MISSING_TOP_LEVEL_DOMAIN, "has a domain without a dot, which is not known outside one's own network"),
            entry(SINGLE_CHARACTER_TOP_LEVEL_DOMAIN, "has a domain that ends in a single letter; none does"),
            entry(IMPOSSIBLE_DOMAIN, "has a domain that DNS can't hold, or only in its ASCII form xn--..."),
            entry(DECORATED, "has something around it; send the address alone"),
            entry(CONTAINS_IP_DOMAIN, "has an IP address for a domain; only names are taken"),
            entry(INVALID_IP_DOMAIN, "has an IP address for a domain; only names are taken"),
            entry(CONTAINS_QUOTED_IDENTIFIER, "has a name and angle brackets; send the address alone"),
            entry(UNQUOTED_ANGLED_BRACKET, "has an angle bracket; send the address alone"),
            entry(CONTAINS_EXPLICIT_SOURCE_ROUTING, "has a source route, which mail servers ignore"),
            entry(INVALID_WHITESPACE, "has white space in it"),
            entry(CONTAINS_OBSOLETE_WHITESPACE, "has white space in it"),
            entry(COMMENT, "has a comment in parentheses"),
            entry(INVALID_COMMENT, "has a comment in parentheses"),
            entry(INVALID_COMMENT_LOCATION, "has a comment in parentheses"),
            entry(QUOTED_LOCAL_PART, "has quotes before the @"),
            entry(INVALID_QUOTE_LOCATION, "has quotes before the @"),
            entry(MISSING_BACKSLASH_ESCAPE, "has a backslash or quotes before the @"),
            entry(UNUSED_BACKSLASH_ESCAPE, "has a backslash before the @"),
            entry(
                    NON_ASCII_LOCAL_PART,
                    "has letters before the @ that are not ASCII; servers without SMTPUTF8 can't take it"));

    private EmailAddress() {}

    /** What is wrong with {@code address}, in words for the person who typed it. */
    static Optional<String> problemOf(String address) {
        Optional<String> unprintable = Texts.problemOfLine(address, MAX_LENGTH);
        if (unprintable.isPresent()) {
            return unprintable;
        }
        EmailValidationResult result = RULES.validate(address);
        FailureReason failure = result.getEmail()
                // The validator overlooks some decoration, such as <...>, and reads what is inside.
                .map(email -> address.equals(email.localPart() + "@" + email.domain()) ? NONE : DECORATED)
                .orElse(result.getFailureReason());
        return failure.equals(NONE)
                ? Optional.empty()
                : Optional.of(Texts.quoted(address) + " "
                        + IN_WORDS.getOrDefault(failure, "is not an e-mail address")
                        + "; right would be such as \"ada@example.com\"");
    }

    /**
     * The address with its domain in lower case. What stands before the @ stays as it was typed: only the server of
     * that domain knows whether case matters there.
     */
    static String normalised(String address) {
        int domain = address.lastIndexOf('@') + 1;
        return address.substring(0, domain) + normalisedDomain(address.substring(domain));
    }

    private static String normalisedDomain(String domain) {
        return Normalizer.normalize(domain, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
    }

    /** Whether mail finds the way there: an internationalised domain must have one ASCII form that means it alone. */
    private static boolean hasDomainForDns(Email email) {
        String domain = normalisedDomain(email.domain());
        try {
            String ascii = IDN.toASCII(domain, IDN.USE_STD3_ASCII_RULES);
            // Java speaks IDNA 2003, which makes "ss" of "ß": another domain, so perhaps a stranger's.
            return ascii.length() <= 253
                    && (ascii.equals(domain) || IDN.toUnicode(ascii).equals(domain));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
