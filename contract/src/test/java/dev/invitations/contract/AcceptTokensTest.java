package dev.invitations.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptTokensTest {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final Instant NOW = Instant.now();

    private final AcceptTokens tokens = new AcceptTokens("a secret of at least 32 bytes....");

    @Test
    void a_token_says_which_invitation_it_is() {
        assertThat(tokens.read(tokens.issue(invited(NOW), WEEK)))
                .isEqualTo(new Acceptance(
                        Examples.INVITATION, "acme", "zoë@acme.example", NOW.truncatedTo(ChronoUnit.SECONDS)));
    }

    @Test
    void the_same_invitation_always_has_the_same_token() {
        assertThat(tokens.issue(invited(NOW), WEEK)).isEqualTo(tokens.issue(invited(NOW), WEEK));
    }

    @Test
    void a_token_can_stand_in_a_link_as_it_is() {
        assertThat(tokens.issue(invited(NOW), WEEK)).matches("[A-Za-z0-9._-]+");
    }

    @Test
    void a_token_past_its_time_has_expired() {
        assertRefused(tokens.issue(invited(NOW.minus(WEEK).minusSeconds(2)), WEEK), true, "the invitation has expired");
    }

    @Test
    void a_token_of_another_secret_is_not_ours_even_when_it_is_old() {
        AcceptTokens others = new AcceptTokens("another secret of at least 32 bytes");

        assertNotOurs(others.issue(invited(NOW), WEEK));
        assertNotOurs(others.issue(invited(NOW.minus(WEEK).minusSeconds(2)), WEEK));
    }

    @Test
    void a_token_that_was_altered_is_not_ours() {
        String[] parts = tokens.issue(invited(NOW), WEEK).split("\\.");
        String payload = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8).replace("acme", "evil");

        assertNotOurs(String.join(".", parts[0], encoded(payload), parts[2]));
    }

    @Test
    void a_token_that_was_made_to_live_longer_is_not_ours() {
        String old = tokens.issue(invited(NOW.minus(WEEK).minusSeconds(2)), WEEK);
        String fresh = tokens.issue(invited(NOW), WEEK);

        assertNotOurs(fresh.substring(0, fresh.lastIndexOf('.')) + old.substring(old.lastIndexOf('.')));
    }

    @Test
    void a_token_that_claims_to_need_no_signature_is_not_ours() {
        String payload = tokens.issue(invited(NOW), WEEK).split("\\.")[1];

        assertNotOurs(encoded("{\"alg\":\"none\"}") + "." + payload + ".");
    }

    @Test
    void a_token_that_the_mail_program_cut_is_not_ours() {
        String token = tokens.issue(invited(NOW), WEEK);

        assertNotOurs(token.substring(0, token.length() - 1));
        assertNotOurs(token.substring(0, token.lastIndexOf('.')));
        assertNotOurs(token.substring(0, 20));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "..", "a.b.c"})
    void what_is_no_token_at_all_is_not_ours(String text) {
        assertNotOurs(text);
    }

    @Test
    void a_secret_that_is_too_short_is_refused_with_its_length() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AcceptTokens("too short"))
                .withMessage("the secret of accept links has 9 bytes; it needs at least 32");
    }

    private static UserInvited invited(Instant time) {
        return new UserInvited(
                Examples.INVITATION,
                time,
                "acme",
                "zoë@acme.example",
                Optional.empty(),
                Optional.empty(),
                "ada",
                Optional.empty());
    }

    private void assertNotOurs(String token) {
        assertRefused(token, false, "the token was not issued here, or was altered");
    }

    private void assertRefused(String token, boolean expired, String told) {
        AcceptTokenRefused refusal = catchThrowableOfType(AcceptTokenRefused.class, () -> tokens.read(token));

        assertThat(refusal).hasMessage(told);
        assertThat(refusal.expired()).isEqualTo(expired);
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(UTF_8));
    }
}
