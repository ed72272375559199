package dev.invitations.topology.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotedTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            deploy/topology.yaml  | deploy/topology.yaml
            http://localhost:4566 | http://localhost:4566
            my file.yaml          | 'my file.yaml'
            ann's.yaml            | 'ann'\\''s.yaml'
            a&b                   | 'a&b'
            ``                    | ''
            """)
    void a_word_stays_one_word_in_a_shell(String word, String quoted) {
        assertThat(Quoted.word(word)).isEqualTo(quoted);
    }
}
