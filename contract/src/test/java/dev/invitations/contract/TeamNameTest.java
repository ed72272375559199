package dev.invitations.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TeamNameTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "7",
                "acme",
                "acme-2",
                "a--b",
                "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-123456789"
            })
    void a_dns_label_is_a_teams_name(String name) {
        assertThat(TeamName.require(name)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " acme",
                "Acme",
                "-acme",
                "acme-",
                "a.b",
                "a_b",
                "a b",
                "a\n",
                "{acme}",
                "../acme",
                "zoë",
                "abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-1234567890"
            })
    void anything_else_is_refused_with_the_rule(String name) {
        assertThat(TeamName.isValid(name)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TeamName.require(name))
                .withMessage(
                        "team \"" + name + "\" is refused: a team's name is 1 to 63 lower-case letters, digits and "
                                + "hyphens, beginning and ending with a letter or digit");
    }
}
