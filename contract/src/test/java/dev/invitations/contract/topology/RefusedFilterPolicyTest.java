package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentences and columns are those of answers recorded from AWS, unless said otherwise. */
class RefusedFilterPolicyTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"key":[["value"]]}                                | Match value must be String, number, true, false, or null | 10
            {"key":[{"wrong-operator":true}]}                  | Unrecognized match type wrong-operator | 31
            {"key":[{"suffix":"value","prefix":"value2"}]}     | Only one key allowed in match expression | 37
            {"key":[]}                                         | Empty arrays are not allowed | 10
            {"key":"value"}                                    | "key" must be an object or an array | 9
            {"key":{"suffix":"value"}}                         | "suffix" must be an object or an array | 19
            {"key":{"not-an-operator":"value"}}                | "not-an-operator" must be an object or an array | 28
            {"key":[{"suffix":100}]}                           | suffix match pattern must be a string | 22
            {"key":[{"suffix":null}]}                          | suffix match pattern must be a string | 23
            {"key":[{"suffix":[]}]}                            | suffix match pattern must be a string | 20
            {"key":[{"cidr":["bad-filter"]}]}                  | prefix match pattern must be a string | 18
            {"key":[{"exists":null}]}                          | exists match pattern must be either true or false. | 23
            {"key":[{"exists":"no"}]}                          | exists match pattern must be either true or false. | 20
            {"key":[{"numeric":[]}]}                           | Invalid member in numeric match: ] | 22
            {"key":[{"numeric":["operator"]}]}                 | Unrecognized numeric range operator: operator | 32
            {"key":[{"numeric":[1,"<="]}]}                     | Invalid member in numeric match: 1 | 22
            {"key":[{"numeric":["=","000"]}]}                  | Value of equals must be numeric | 26
            {"key":[{"numeric":[">="]}]}                       | Value of >= must be numeric | 26
            {"key":[{"numeric":["<",100,">",10]}]}             | Too many elements in numeric expression | 30
            {"key":[{"numeric":[">=",1,">",2]}]}               | Bad numeric range operator: > | 31
            {"key":[{"numeric":[">",3,"<",1]}]}                | Bottom must be less than top | 33
            {"key":[{"numeric":[">",20,"<="]}]}                | Value of <= must be numeric | 33
            {"key":[{"numeric":[">",20,30]}]}                  | Bad value in numeric range: 30 | 30
            {"key":[{"numeric":[">",20,"test"]}]}              | Bad numeric range operator: test | 34
            {"key":[{"numeric":[">","20","<","30"]}]}          | Value of > must be numeric | 26
            {"key":[{"numeric":[">",20,"<","30"]}]}            | Value of < must be numeric | 33
            {"key":[{"numeric":[">",20,"<",30,"<",50]}]}       | Too many terms in numeric range expression | 36
            {"key":[{"anything-but":{"wrong-operator":null}}]} | Unsupported anything-but pattern: wrong-operator | 47
            {"key":[{"anything-but":{"suffix":"test"}}]}       | Unsupported anything-but pattern: suffix | 36
            {"key":[{"anything-but":{"exists":false}}]}        | Unsupported anything-but pattern: exists | 40
            {"key":[{"anything-but":{"prefix":false}}]}        | prefix match pattern must be a string | 40
            """)
    void a_policy_that_is_wrong_in_one_place(String policy, String sentence, int column) {
        assertThatThrownBy(() -> FilterPolicy.parse(policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FilterPolicy: " + sentence + "\n at [Source: (String)\"" + policy + "\"; line: 1, column: "
                        + column + "]");
    }

    /** These sentences are those of AWS's open event-ruler, which the recorded ones agree with. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            []                                    ; FilterPolicy: Filter is not an object
            {"key":[{}]}                          ; FilterPolicy: Match expression name not found
            {"key":{}}                            ; FilterPolicy: Empty objects are not allowed
            {"key":[{"numeric":1}]}               ; FilterPolicy: Value of numeric must be an array.
            {"key":[{"anything-but":null}]}       ; FilterPolicy: Value of anything-but must be an array or single string/number value.
            {"key":[{"anything-but":[true]}]}     ; FilterPolicy: Inside anything but list, start|null|boolean is not supported.
            {"key":[{"anything-but":["a",1]}]}    ; FilterPolicy: Inside anything but list, either all values are number or string, mixed type is not supported
            {"key":[{"anything-but":[]}]}         ; FilterPolicy: Inside anything but list, either all values are number or string, mixed type is not supported
            {"key":[{"anything-but":{}}]}         ; FilterPolicy: Anything-But expression name not found
            {"$or":{"a":["b"]}}                   ; FilterPolicy: It must be an Array followed with $or.
            {"$or":["a","b"]}                     ; FilterPolicy: Only JSON object is allowed in array of $or relationship.
            {"$or":[{"a":["b"]}]}                 ; FilterPolicy: There must have at least 2 Objects in $or relationship.
            """)
    void a_policy_of_a_wrong_shape(String policy, String sentence) {
        assertThatThrownBy(() -> FilterPolicy.parse(policy))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(sentence + "\n at [Source: ");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', quoteCharacter = '`', textBlock = """
            bad-filter              ; Malformed CIDR, one '/' required
            bad-filter/64           ; Nonstandard IP address: bad-filter
            bad-filter/bad-mask     ; Malformed CIDR, mask bits must be an integer
            xx.11.xx/8              ; Nonstandard IP address: xx.11.xx
            xxxx:db8:1234:1a00::/64 ; Nonstandard IP address: xxxx:db8:1234:1a00::
            10.0.0.0/-1             ; Malformed CIDR, mask bits must not be negative
            10.0.0.0/32             ; IPv4 mask bits must be < 32
            2001:db8::/128          ; IPv6 mask bits must be < 128
            """)
    void a_block_that_is_none(String cidr, String sentence) {
        assertThatThrownBy(() -> FilterPolicy.parse("{\"key\":[{\"cidr\":\"" + cidr + "\"}]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FilterPolicy: " + sentence);
    }

    @Test
    void what_is_not_json() {
        assertThatThrownBy(() -> FilterPolicy.parse("{invalid"))
                .hasMessage("FilterPolicy: failed to parse JSON. Unexpected character ('i' (code 105)): was expecting"
                        + " double-quote to start field name\n at [Source: REDACTED"
                        + " (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); line: 1, column: 2]");
        assertThatThrownBy(() -> FilterPolicy.parse("{} {}")).hasMessageStartingWith("FilterPolicy: failed to parse");
        assertThatThrownBy(() -> FilterPolicy.parse("")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nesting_in_the_scope_of_attributes() {
        assertThatThrownBy(() -> FilterPolicy.parse("{\"key\":{\"inner\":[\"value\"]}}"))
                .hasMessage("Filter policy scope MessageAttributes does not support nested filter policy");
    }

    @Test
    void more_than_five_keys() {
        assertThatThrownBy(() -> FilterPolicy.parse(keys(6)))
                .hasMessage("FilterPolicy: Filter policy can not have more than 5 keys");
        assertThatCode(() -> FilterPolicy.parse(keys(5))).doesNotThrowAnyException();
    }

    @Test
    void more_than_150_combinations() {
        assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":" + values(151) + "}"))
                .hasMessage("FilterPolicy: Filter policy is too complex");
        assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":" + values(100) + ",\"b\":" + values(51) + "}"))
                .hasMessage("FilterPolicy: Filter policy is too complex");
        assertThatCode(() -> FilterPolicy.parse("{\"a\":" + values(75) + ",\"b\":" + values(2) + "}"))
                .doesNotThrowAnyException();
    }

    @Test
    void the_combinations_of_or_add_up() {
        String policy = "{\"source\":%s,\"$or\":[{\"name\":%s},{\"type\":%s,\"$or\":[{\"x\":%s},{\"y\":%s}]}]}";

        // 4 * (6 + 4 * (4 + 4)) = 152, and 3 * (6 + 4 * (4 + 7)) = 150
        assertThatThrownBy(() ->
                        FilterPolicy.parse(policy.formatted(values(4), values(6), values(4), values(4), values(4))))
                .hasMessage("FilterPolicy: Filter policy is too complex");
        assertThatCode(() ->
                        FilterPolicy.parse(policy.formatted(values(3), values(6), values(4), values(4), values(7))))
                .doesNotThrowAnyException();
    }

    @Test
    void more_than_256_kilobytes() {
        assertThatThrownBy(() -> FilterPolicy.parse("{\"a\":[\"" + "x".repeat(256 * 1024) + "\"]}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FilterPolicy: Filter policy is too large");
    }

    private static String keys(int count) {
        return IntStream.range(0, count)
                .mapToObj(key -> "\"key" + key + "\":[\"value\"]")
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String values(int count) {
        return IntStream.range(0, count)
                .mapToObj(value -> "\"value" + value + "\"")
                .collect(Collectors.joining(",", "[", "]"));
    }
}
