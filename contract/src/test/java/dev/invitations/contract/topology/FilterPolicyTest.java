package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPolicyTest {

    /** The attribute is called {@code key}; a type of {@code -} means that the message has none. */
    @ParameterizedTest(name = "[{0}] {3} a {1} of {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            # exact
            "red"                                        | String       | red                | carries
            "red"                                        | String       | Red                | drops
            "red"                                        | String       | redder             | drops
            "red", "blue"                                | String       | blue               | carries
            "red"                                        | String.color | red                | carries
            "red"                                        | String.Array | ["blue","red"]     | carries
            "red"                                        | String.Array | ["blue"]           | drops
            "red"                                        | String.Array | []                 | drops
            "red"                                        | String.Array | red                | drops
            "red"                                        | Binary       | red                | drops
            "red"                                        | -            | -                  | drops
            1                                            | Number       | 1                  | carries
            1                                            | Number       | 1.0                | carries
            1                                            | Number.price | 1                  | carries
            100                                          | Number       | 1e2                | carries
            1                                            | Number       | 2                  | drops
            1                                            | String       | 1                  | drops
            "1"                                          | Number       | 1                  | drops
            "1"                                          | String       | 1                  | carries
            1                                            | String.Array | ["1", 1]           | carries
            1                                            | String.Array | ["1"]              | drops
            true                                         | String.Array | [true]             | carries
            true                                         | String.Array | [false, "true"]    | drops
            true                                         | String       | true               | drops
            null                                         | String.Array | [null]             | carries
            null                                         | String       | null               | drops
            null                                         | -            | -                  | drops
            # prefix, suffix, equals-ignore-case
            {"prefix":"re"}                              | String       | red                | carries
            {"prefix":"re"}                              | String       | blue-red           | drops
            {"prefix":"re"}                              | String.Array | ["blue","red"]     | carries
            {"prefix":"1"}                               | Number       | 12                 | drops
            {"suffix":"ed"}                              | String       | red                | carries
            {"suffix":"ed"}                              | String       | reds               | drops
            {"equals-ignore-case":"RED"}                 | String       | red                | carries
            {"equals-ignore-case":"RED"}                 | String       | reds               | drops
            # anything-but
            {"anything-but":"red"}                       | String       | blue               | carries
            {"anything-but":"red"}                       | String       | red                | drops
            {"anything-but":"red"}                       | -            | -                  | drops
            {"anything-but":["red","blue"]}              | String       | blue               | drops
            {"anything-but":["red","blue"]}              | String       | green              | carries
            {"anything-but":["red","blue"]}              | String.Array | ["red","blue"]     | drops
            {"anything-but":["red","blue"]}              | String.Array | ["red","green"]    | carries
            {"anything-but":[1, 2]}                      | Number       | 2.0                | drops
            {"anything-but":[1, 2]}                      | Number       | 3                  | carries
            {"anything-but":{"prefix":"re"}}             | String       | red                | drops
            {"anything-but":{"prefix":"re"}}             | String       | blue               | carries
            {"anything-but":{"prefix":"re"}}             | -            | -                  | drops
            # numeric
            {"numeric":["=",301.8]}                      | Number       | 3.018e2            | carries
            {"numeric":["=",301.8]}                      | Number       | 301.80001          | drops
            {"numeric":["<",0]}                          | Number       | -0.1               | carries
            {"numeric":["<",0]}                          | Number       | 0                  | drops
            {"numeric":["<=",0]}                         | Number       | 0                  | carries
            {"numeric":[">",0]}                          | Number       | 0                  | drops
            {"numeric":[">=",0]}                         | Number       | 0                  | carries
            {"numeric":[">",0,"<=",100]}                 | Number       | 100                | carries
            {"numeric":[">",0,"<=",100]}                 | Number       | 0                  | drops
            {"numeric":[">",0,"<",100]}                  | Number       | 100                | drops
            {"numeric":[">",0]}                          | String.Array | ["a", 5]           | carries
            {"numeric":[">",0]}                          | String       | 5                  | drops
            {"numeric":[">",0]}                          | Number       | many               | drops
            # exists
            {"exists":true}                              | String       | red                | carries
            {"exists":true}                              | -            | -                  | drops
            {"exists":false}                             | String       | red                | drops
            {"exists":false}                             | -            | -                  | carries
            {"exists":false}, "red"                      | String       | red                | carries
            # cidr
            {"cidr":"10.0.0.0/24"}                       | String       | 10.0.0.255         | carries
            {"cidr":"10.0.0.0/24"}                       | String       | 10.0.1.0           | drops
            {"cidr":"10.0.0.0/24"}                       | String       | localhost          | drops
            {"cidr":"10.0.0.0/24"}                       | String       | ::1                | drops
            {"cidr":"2001:db8:1234:1a00::/64"}           | String       | 2001:db8:1234:1a00::9 | carries
            {"cidr":"2001:db8:1234:1a00::/64"}           | String       | 2001:db8:1234:1a01::  | drops
            """)
    void a_condition(String conditions, String type, String value, String outcome) {
        FilterPolicy policy = FilterPolicy.parse("{\"key\":[" + conditions + "]}");
        Map<String, MessageAttribute> attributes =
                type.equals("-") ? Map.of() : Map.of("key", new MessageAttribute(type, value));

        assertThat(policy.matches("", attributes)).isEqualTo(outcome.equals("carries"));
    }

    @ParameterizedTest(name = "a={0} b={1} c={2}: {3}")
    @CsvSource({"1, 1, 0, true", "1, 0, 1, true", "1, 0, 0, false", "0, 1, 1, false"})
    void every_key_must_match_and_of_or_one_alternative(String a, String b, String c, boolean carried) {
        FilterPolicy policy = FilterPolicy.parse("""
                {"a": ["1"], "$or": [{"b": ["1"]}, {"c": ["1"], "d": [{"exists": false}]}]}""");

        assertThat(policy.matches(
                        "",
                        Map.of(
                                "a", MessageAttribute.string(a),
                                "b", MessageAttribute.string(b),
                                "c", MessageAttribute.string(c))))
                .isEqualTo(carried);
    }

    @ParameterizedTest(name = "{0} {2} {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"type":["user_invited"]}                         | {"type":"user_invited"}                    | carries
            {"type":["user_invited"]}                         | {"type":"other"}                           | drops
            {"type":["user_invited"]}                         | no JSON                                    | drops
            {"type":["user_invited"]}                         | ["user_invited"]                           | drops
            {"data":{"team":["acme"]}}                        | {"data":{"team":"acme","email":"a@b.c"}}   | carries
            {"data":{"team":["acme"]}}                        | {"data":{"team":"other"}}                  | drops
            {"data":{"team":["acme"]}}                        | {"team":"acme"}                            | drops
            {"data":{"team":["acme"]}}                        | {"data":"acme"}                            | drops
            {"data":{"size":[{"numeric":[">",1]}]}}           | {"data":{"size":2}}                        | carries
            {"tags":["b"]}                                    | {"tags":["a","b"]}                         | carries
            {"data":{"name":[{"exists":false}]}}              | {"data":{"team":"acme"}}                   | carries
            {"data":{"name":[{"exists":false}]}}              | {}                                         | carries
            {"data":{"name":[{"exists":false}]}}              | {"data":{"name":"Bob"}}                    | drops
            {"people":{"name":["Bob"],"team":["acme"]}}       | {"people":[{"name":"Bob","team":"acme"}]}  | carries
            {"people":{"name":["Bob"],"team":["acme"]}}       | {"people":[{"name":"Bob"},{"team":"acme"}]} | drops
            {"$or":[{"a":["1"]},{"b":{"c":["1"]}}]}           | {"b":{"c":"1"}}                            | carries
            """)
    void what_is_in_the_body(String policy, String body, String outcome) {
        assertThat(FilterPolicy.parse(policy, FilterScope.MESSAGE_BODY).matches(body, Map.of()))
                .isEqualTo(outcome.equals("carries"));
    }

    @Test
    void the_empty_policy_carries_everything() {
        assertThat(FilterPolicy.parse("{}")).isEqualTo(FilterPolicy.ALL);
        assertThat(FilterPolicy.ALL.matches("", Map.of())).isTrue();
        assertThat(FilterPolicy.ALL.isAll()).isTrue();
    }

    @Test
    void a_policy_comes_back_as_it_was_written() {
        String json = "{ \"team\" : [\"acme\"] }";

        assertThat(FilterPolicy.parse(json).toJson()).isEqualTo(json);
        assertThat(FilterPolicy.parse(json).isAll()).isFalse();
    }
}
