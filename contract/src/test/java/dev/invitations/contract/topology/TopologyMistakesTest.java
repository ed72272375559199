package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person is told who mistypes. The sentences are the product, so they are compared whole. */
class TopologyMistakesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            visibilityTimeout: 13h   | 5:28 | visibilityTimeout: expected 1s to 12h, found "13h"
            visibilityTimeout: 0s    | 5:28 | visibilityTimeout: expected 1s to 12h, found "0s"
            visibilityTimeout: 30    | 5:28 | visibilityTimeout: expected a duration such as 30s, 12h or 14d, found "30"; did you forget the unit?
            visibilityTimeout: soon  | 5:28 | visibilityTimeout: expected a duration such as 30s, 12h or 14d, found "soon"
            visibilityTimeout: [30s] | 5:28 | visibilityTimeout: expected a duration such as 30s, 12h or 14d, found a list
            visibilityTimeout:       | 5:27 | visibilityTimeout: expected a duration such as 30s, 12h or 14d, found nothing
            maxReceives: 0           | 5:22 | maxReceives: expected 1 to 1000, found "0"
            maxReceives: 1001        | 5:22 | maxReceives: expected 1 to 1000, found "1001"
            maxReceives: -5          | 5:22 | maxReceives: expected 1 to 1000, found "-5"
            maxReceives: five        | 5:22 | maxReceives: expected a whole number, found "five"
            maxReceives: 5.5         | 5:22 | maxReceives: expected a whole number, found "5.5"
            maxReceives: 0x10        | 5:22 | maxReceives: expected a whole number, found "0x10"
            maxReceives: {is: 5}     | 5:22 | maxReceives: expected a whole number, found keys with values
            retention: 59s           | 5:20 | retention: expected 1m to 14d, found "59s"
            retention: 15d           | 5:20 | retention: expected 1m to 14d, found "15d"
            deadLetterRetention: 15d | 5:30 | deadLetterRetention: expected 1m to 14d, found "15d"
            deadLetterRetention: 3d  | 5:30 | deadLetterRetention: expected at least the 4d of retention, since a message keeps its age when it moves to the dead-letter queue
            visibiltyTimeout: 30s    | 5:9  | unknown key visibiltyTimeout in subscription worker: did you mean visibilityTimeout?
            visibility_timeout: 30s  | 5:9  | unknown key visibility_timeout in subscription worker: did you mean visibilityTimeout?
            colour: green            | 5:9  | unknown key colour in subscription worker: known are filter, visibilityTimeout, maxReceives, retention, deadLetterRetention
            [a, b]: 1                | 5:9  | subscription worker: expected a plain name as key, found a list
            filter: all              | 5:17 | filter: expected message attributes, such as event_type: [user_invited]
            filter: {event_typ: [x]} | 5:18 | filter: no event has the message attribute event_typ: did you mean event_type?
            filter: {colour: [red]}  | 5:18 | filter: no event has the message attribute colour: known are event_type, team, traceparent
            filter: {event_type: [user_invitd]} | 5:31 | filter: there is no event type user_invitd: did you mean user_invited?
            filter: {event_type: [paid]} | 5:31 | filter: there is no event type paid: known are user_invited, invitation_emailed, invitation_undeliverable, invitation_accepted
            filter: {team: [42]}     | 5:25 | filter: 42 is a number; the message attribute team is a String: write "42"
            filter: {team: [acme, 1e3]} | 5:31 | filter: 1e3 is a number; the message attribute team is a String: write "1e3"
            filter: {team: [0x1F]}   | 5:25 | filter: 0x1F is a number; the message attribute team is a String: write "0x1F"
            filter: {team: [1:30]}   | 5:25 | filter: 1:30 is a number; the message attribute team is a String: write "1:30"
            filter: {team: [true]}   | 5:25 | filter: true is a truth value; the message attribute team is a String: write "true"
            filter: {team: [no]}     | 5:25 | filter: no is a truth value; the message attribute team is a String: write "no"
            filter: {team: [2026-11-24]} | 5:25 | filter: 2026-11-24 is no text; the message attribute team is a String: write "2026-11-24"
            filter: {team: [null]}   | 5:25 | filter: the message attribute team is a String and never null; for events without it write {exists: false}
            filter: {team: [{anything-but: [42]}]} | 5:41 | filter: 42 is a number; the message attribute team is a String: write "42"
            filter: {team: [{anything-but: 42}]} | 5:40 | filter: 42 is a number; the message attribute team is a String: write "42"
            filter: {team: [{numeric: [">", 5]}]} | 5:26 | filter: numeric matches numbers only; the message attribute team is a String: list its values
            filter: {$or: [{team: [42]}, {event_type: [user_invited]}]} | 5:32 | filter: 42 is a number; the message attribute team is a String: write "42"
            filter: {$or: [{teem: [a]}, {event_type: [user_invited]}]} | 5:25 | filter: no event has the message attribute teem: did you mean team?
            filter: {event_type: [{anything-but: user_invitd}]} | 5:46 | filter: there is no event type user_invitd: did you mean user_invited?
            filter: {team: [{exists: no}]} | 5:34 | filter: no is neither a number nor true or false; a text goes in quotes
            filter: {team: acme}     | 5:17 | filter: SNS would refuse it: FilterPolicy: "team" must be an object or an array
            filter: {team: [a], team: [b]} | 5:29 | filter: team is there twice, first in line 5
            filter: {team: &a [*a]}  | 5:24 | filter: it can't contain itself
            filter: {$or: [&a {$or: [*a]}, {team: [a]}]} | 5:24 | filter: it can't contain itself
            """)
    void a_mistake_in_a_subscription_is_answered_with_its_place(String written, String place, String told) {
        assertThat(refusal("""
                topics:
                  t:
                    subscriptions:
                      worker:
                        %s
                """.formatted(written))).isEqualTo("t.yaml:" + place + ": " + told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            topics: {t: {subscriptions: {a b: }}}      | 1:30 | subscription "a b": expected a name of 1 to 76 letters, digits, hyphens and underscores
            topics: {t.fifo: {subscriptions: {w: }}}   | 1:10 | topic "t.fifo": expected a name of 1 to 256 letters, digits, hyphens and underscores
            topics: {t: {subscriptions: {}}}           | 1:10 | topic t has no subscription: what is published there would be lost
            topics: {t: }                              | 1:10 | topic t has no subscription: what is published there would be lost
            topics: {t: {subscription: {w: }, subscriptions: {w: }}} | 1:14 | unknown key subscription in topic t: did you mean subscriptions?
            topics: {t: {subscriptions: {w: , w: }}}   | 1:35 | the subscriptions of topic t: w is there twice, first in line 1
            topics: {t: {subscriptions: {w: 5}}}       | 1:33 | subscription w: expected keys with values, found "5"
            topics: {}                                 | 1:1  | the topology has no topic
            {}                                         | 1:1  | the topology has no topic
            topic: {}                                  | 1:1  | unknown key topic in the topology: did you mean topics?
            `topics: {`                                | 1:10 | not YAML: expected the node content, but found '<stream end>'
            `topics: [}`                               | 1:10 | not YAML: expected the node content, but found '}'
            ``                                         | 1:1  | the file is empty; expected topics
            """)
    void a_mistake_around_it_too(String written, String place, String told) {
        assertThat(refusal(written)).startsWith("t.yaml:" + place + ": " + told);
    }

    @Test
    void a_queue_belongs_to_one_subscription_even_of_another_topic() {
        assertThat(refusal("""
                topics:
                  news: {subscriptions: {worker: }}
                  more: {subscriptions: {worker: , worker-dlq: }}
                """)).isEqualTo("""
                t.yaml:3:26: queue worker already belongs to the subscription in line 2; choose another name
                t.yaml:3:36: queue worker-dlq already belongs to the subscription in line 2; choose another name""");
    }

    @Test
    void every_mistake_is_told_at_once_in_the_order_of_the_file() {
        assertThat(refusal("""
                topics:
                  t:
                    subscriptions:
                      one:
                        maxReceives: never
                        visibilityTimeout: 13h
                      two:
                        filter: {event_type: [user_invitd]}
                        colour: green
                """).lines().map(line -> line.replaceFirst("t.yaml:(\\d+):.*", "$1")))
                .containsExactly("5", "6", "8", "9");
    }

    @Test
    void two_documents_in_one_file_are_one_too_many() {
        assertThat(refusal("--- {}\n--- {}\n")).isEqualTo("t.yaml:2:1: not YAML: but found another document");
    }

    @Test
    void what_can_not_be_written_in_yaml_is_refused() {
        assertThat(refusal("topics: \u0000")).startsWith("t.yaml:1:1: not YAML: ");
    }

    private static String refusal(String yaml) {
        return catchThrowableOfType(TopologyInvalid.class, () -> Topology.read("t.yaml", yaml))
                .getMessage();
    }
}
