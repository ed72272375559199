package dev.invitations.api.invite;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ada@example.com",
                "ada+tag@example.com",
                "Ada.Lovelace@Example.COM",
                "a@b.co",
                "o'brien@example.ie",
                "x_y-z=1@sub.sub.example.org",
                "ada@bücher.example",
                "ada@bu\u0308cher.example",
                "ada@例え.テスト",
                "ada@xn--bcher-kva.example",
                "123@456.example",
                "!#$%&'*+/=?^_`{|}~@example.com"
            })
    void whatMailServersTakeIsTaken(String address) {
        assertThat(EmailAddress.problemOf(address)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "ada, has no @",
                "@example.com, has nothing before the @",
                "ada@, has no domain after the @",
                "ada@@example.com, has more than one @",
                "ada@lovelace@example.com, has more than one @",
                ".ada@example.com, begins with a dot",
                "ada.@example.com, has a dot just before the @",
                "a..da@example.com, has two dots in a row",
                "ada@example..com, has two dots in a row",
                "ada@example.com., ends with a dot",
                "ada@-example.com, begins with a hyphen",
                "ada@example-.com, ends with a hyphen",
                "ada@exam_ple.com, that no domain has",
                "ada@example.c, ends in a single letter",
                "ada@example.123, ends in a number",
                "ada@localhost, has a domain without a dot",
                "ada@[127.0.0.1], has an IP address for a domain",
                "ada@[IPv6:::1], has an IP address for a domain",
                "Ada <ada@example.com>, send the address alone",
                "<ada@example.com>, send the address alone",
                "|\"ada lovelace\"@example.com|, has quotes before the @",
                "(hello)ada@example.com, has a comment in parentheses",
                "ada(hello)@example.com, has a comment in parentheses",
                "ada@example.com(hello), has a comment in parentheses",
                "ada lovelace@example.com, has white space in it",
                "ada @example.com, has white space in it",
                "@route.example:ada@example.com, has",
                "|ada,bob@example.com|, that no address has",
                "ada;bob@example.com, that no address has",
                "ädä@example.com, servers without SMTPUTF8",
                "ada@exa mple.com, has",
                "ada@straße.example, ASCII form xn--",
                "mailto:ada@example.com, that no address has",
            })
    void whatTheyDoNotTakeIsRefusedInPlainWords(String address, String why) {
        assertThat(EmailAddress.problemOf(address)).hasValueSatisfying(problem -> assertThat(problem)
                .startsWith("\"" + address + "\" ")
                .contains(why)
                .endsWith("right would be such as \"ada@example.com\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada@example.com\r\nBcc: x@example.com", "ada\n@example.com", "ada@example.com\u0000"})
    void controlCharactersAreRefused(String address) {
        assertThat(EmailAddress.problemOf(address)).hasValueSatisfying(problem -> assertThat(problem)
                .contains("has a line break or another control character")
                .doesNotContain("\n", "\r", "\u0000"));
    }

    @Test
    void partsHaveTheLimitsOfSmtp() {
        assertThat(EmailAddress.problemOf("a".repeat(64) + "@example.com")).isEmpty();
        assertThat(EmailAddress.problemOf("a".repeat(65) + "@example.com"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("more than 64 characters before the @"));
        assertThat(EmailAddress.problemOf("ada@" + "d".repeat(64) + ".com"))
                .hasValueSatisfying(problem -> assertThat(problem).contains("more than 63 characters"));
        assertThat(EmailAddress.problemOf("ada@" + "d.".repeat(123) + "com")).isEmpty();
        assertThat(EmailAddress.problemOf("ada@" + "d.".repeat(124) + "com"))
                .contains("has 255 characters; the most is 254");
    }

    @Test
    void onlyTheDomainLosesItsCase() {
        assertThat(EmailAddress.normalised("Ada.L@BÜCHER.Example")).isEqualTo("Ada.L@bücher.example");
    }

    @Test
    void oneDomainIsWrittenInOneWay() {
        assertThat(EmailAddress.normalised("ada@bu\u0308cher.example")).isEqualTo("ada@bücher.example");
    }
}
