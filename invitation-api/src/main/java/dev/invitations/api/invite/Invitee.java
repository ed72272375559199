package dev.invitations.api.invite;

import dev.invitations.api.input.Fields;
import dev.invitations.api.input.Texts;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The person to invite, checked.
 *
 * @param email a valid address of at most 254 characters, its domain in lower case
 * @param name at most {@value #MAX_NAME} characters, on one line
 * @param message at most {@value #MAX_MESSAGE} characters
 */
public record Invitee(
        @Schema(required = true, format = "email", maxLength = EmailAddress.MAX_LENGTH)
        String email,

        @Schema(maxLength = MAX_NAME) Optional<String> name,

        @Schema(maxLength = MAX_MESSAGE) Optional<String> message) {
    public static final String EMAIL = "email";
    public static final String NAME = "name";
    public static final String MESSAGE = "message";

    /** All there is to say of a person to invite. */
    public static final List<String> FIELDS = List.of(EMAIL, NAME, MESSAGE);

    static final int MAX_NAME = 100;
    static final int MAX_MESSAGE = 1000;

    /**
     * @throws dev.invitations.http.Invalid with everything that is wrong
     */
    public static Invitee of(Fields fields) {
        Optional<String> email = fields.required(EMAIL, "ada@example.com", EmailAddress::problemOf);
        Optional<String> name = fields.text(NAME, text -> Texts.problemOfLine(text, MAX_NAME));
        Optional<String> message = fields.text(MESSAGE, text -> Texts.problemOfText(text, MAX_MESSAGE));
        fields.throwIfRefused();
        return new Invitee(EmailAddress.normalised(email.orElseThrow()), name, message);
    }
}
