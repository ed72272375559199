package dev.invitations.topology.map;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.topology.FilterPolicy;
import dev.invitations.contract.topology.FilterScope;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterWordsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                 | every message
            {"a": ["x"]}                                       | a: x
            {"a": ["x", "y"]}                                  | a: x or y
            {"a": ["x"], "b": ["y"]}                           | a: x, b: y
            {"a": ["two words", "", "1", 1, true, null]}       | a: "two words" or "" or "1" or 1 or true or null
            {"a": [{"prefix": "x"}, {"suffix": "y"}]}          | a: prefix x or suffix y
            {"a": [{"anything-but": ["x", "y"]}]}              | a: anything-but x y
            {"a": [{"anything-but": {"prefix": "x"}}]}         | a: anything-but prefix x
            {"a": [{"numeric": [">=", 1, "<", 10.5]}]}         | a: numeric >= 1 < 10.5
            {"a": [{"exists": false}]}                         | a: exists false
            {"a": ["x"], "$or": [{"b": ["y"]}, {"c": ["z"]}]}  | a: x, (b: y; or c: z)
            """)
    void a_filter_is_said_in_words(String filter, String words) {
        assertThat(FilterWords.of(FilterPolicy.parse(filter))).isEqualTo(words);
    }

    @Test
    void one_of_the_body_says_so_and_names_nested_keys_by_their_path() {
        FilterPolicy filter =
                FilterPolicy.parse("{\"type\": [\"x\"], \"data\": {\"team\": [\"y\"]}}", FilterScope.MESSAGE_BODY);

        assertThat(FilterWords.of(filter)).isEqualTo("in the body type: x, data.team: y");
    }
}
