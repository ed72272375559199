package dev.invitations.email;

import dev.invitations.contract.AcceptTokens;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;

/** What the accept link needs. A value that is missing or wrong keeps the service from starting. */
@ConfigMapping(prefix = "invitations.accept")
interface AcceptConfig {

    /** Signs the link's token; the API reads it with the same secret. There is no default: a known secret is none. */
    @Size(
            min = AcceptTokens.MINIMUM_SECRET_BYTES,
            message = "must have at least {min} characters, for instance those of `openssl rand -base64 48`")
    String secret();

    /** The address that the link leads to; {@code ?token=...} is added. */
    @Pattern(
            regexp = "https?://[^\\s?#]+",
            message = "must be an http or https URL without query, such as https://example.com/invitations/accept")
    @WithDefault("http://localhost:8080/invitations/accept")
    String url();

    /** How long the link holds, from the invitation on. */
    @DurationMin(minutes = 1, message = "must be at least one minute, such as P7D")
    @WithDefault("P7D")
    Duration lifetime();
}
