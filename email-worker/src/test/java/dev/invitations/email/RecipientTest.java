package dev.invitations.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {
    @ParameterizedTest
    @CsvSource({
        "ann@example.com, ann@example.com",
        "ann.o'neill+news@example.co.uk, ann.o'neill+news@example.co.uk",
        "Ann@EXAMPLE.com, Ann@EXAMPLE.com",
        "ann@bücher.example, ann@xn--bcher-kva.example",
        "ann@BÜCHER.example, ann@xn--bcher-kva.example",
        "ann@xn--bcher-kva.example, ann@xn--bcher-kva.example",
        "büro@example.com, büro@example.com"
    })
    void theDomainIsWrittenInAscii(String email, String address) throws RecipientRefused {
        assertThat(Recipient.of(email).address()).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ann",
                "@example.com",
                "ann@",
                "ann @example.com",
                "ann@exa mple.com",
                "ann@example.com>",
                "<ann@example.com",
                "Ann <ann@example.com>",
                "ann(comment)@example.com",
                "ann,bob@example.com",
                "\"ann\"@example.com",
                "ann@bob@example.com",
                "ann\r\nDATA@example.com",
                "ann@example.com\r\nDATA",
                "ann@ex_ample.com",
                "ann@-.example"
            })
    void whatSmtpCouldMisreadIsRefused(String email) {
        assertThatThrownBy(() -> Recipient.of(email)).isInstanceOf(RecipientRefused.class);
    }

    @Test
    void aDomainThatJavaWouldTurnIntoAnotherIsRefused() {
        assertThatThrownBy(() -> Recipient.of("ann@straße.example"))
                .isInstanceOf(RecipientRefused.class)
                .hasMessageContaining("straße.example")
                .hasMessageEndingWith("give it in its xn-- form");
    }
}
