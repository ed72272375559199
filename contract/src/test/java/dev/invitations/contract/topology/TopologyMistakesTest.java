package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
            colour: green            | 5:9  | unknown key colour in subscription worker: known are protocol, filter, filterScope, deadLetterRetention, fifo, visibilityTimeout, handlerTimeout, maxReceives, retention
            protocol: lambda         | 5:19 | unknown protocol lambda: known are sqs, https, http
            protocol: htps           | 5:19 | unknown protocol htps: did you mean https?
            protocol: https          | 4:7  | subscription worker: endpoint is missing, the address that SNS sends to
            endpoint: nowhere        | 5:19 | endpoint: expected an address such as https://hooks.example.com/sns, found "nowhere"
            endpoint: 'https://a b'  | 5:19 | endpoint: "https://a b" is no address: Illegal character in authority
            endpoint: http://a.b/    | 5:19 | endpoint: http is for localhost only, since everybody on the way can read it; expected https, found "http://a.b/"
            visibilityTimeout: 1500ms | 5:28 | visibilityTimeout: expected a duration such as 30s, 12h or 14d, found "1500ms"
            handlerTimeout: 99ms     | 5:25 | handlerTimeout: expected 100ms to 12h, found "99ms"
            handlerTimeout: 13h      | 5:25 | handlerTimeout: expected 100ms to 12h, found "13h"
            handlerTimeout: never    | 5:25 | handlerTimeout: expected a duration such as 30s, 12h or 14d, found "never"
            handlerTimeout: 12h      | 5:25 | handlerTimeout: expected at most 43170s, since SQS keeps a message hidden for 12h in all, and the last heartbeat hides it for the 30s of visibilityTimeout
            deliveryPolicy: {}       | 5:9  | subscription worker: deliveryPolicy belongs to the protocols https and http; this one is sqs
            fifo: true               | 5:15 | fifo: a standard topic can't deliver to a FIFO queue; declare the topic fifo, or the queue not
            fifo: yes                | 5:15 | fifo: expected true or false, found "yes"
            filterScope: Body        | 5:22 | unknown filterScope Body: known are MessageAttributes, MessageBody
            filterScope: messagebody | 5:22 | unknown filterScope messagebody: did you mean MessageBody?
            maxReceives: ${MAX}      | 5:22 | MAX is not set in the environment, and has no default: write ${MAX:default}
            maxReceives: ${max:5}    | 5:22 | expected a placeholder such as ${INVITATIONS_PREFIX:}, in capitals and with a default after the colon, found "${max:5}"
            maxReceives: ${MAX:five} | 5:22 | maxReceives: expected a whole number, found "five" (which is what ${MAX:five} stands for)
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
            filter: {team: acme}     | 5:24 | filter: team: expected a list of values, found "acme": write [acme]
            filter: {team: [{prefx: a}]} | 5:26 | filter: unknown operator prefx: did you mean prefix?
            filter: {team: [{is: a}]} | 5:26 | filter: unknown operator is: known are prefix, suffix, equals-ignore-case, anything-but, numeric, exists, cidr
            filter: {team: [a, {cidr: 1}]} | 5:28 | filter: SNS would refuse it: FilterPolicy: prefix match pattern must be a string
            filter: {team: []}       | 5:24 | filter: SNS would refuse it: FilterPolicy: Empty arrays are not allowed
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            protocol: http, endpoint: 'https://a.b' | 1:60 | endpoint: expected an address of the protocol http, found "https://a.b"
            endpoint: 'https://a.b', maxReceives: 5 | 1:59 | subscription w: maxReceives belongs to a queue, and the protocols https and http have none
            endpoint: [a]                           | 1:44 | endpoint: expected a text, found a list
            protocol: sqs, endpoint: 'https://a.b'  | 1:49 | subscription w: endpoint belongs to the protocols https and http; this one is sqs
            filterScope: MessageBody, filter: {event_type: [user_invited]} | 1:69 | filter: no event has the field event_type: known are specversion, id, type, source, subject, time, datacontenttype, traceparent, data
            filterScope: MessageBody, filter: {type: [user_invitd]} | 1:76 | filter: there is no event type user_invitd: did you mean user_invited?
            filterScope: MessageBody, filter: {data: {teem: [acme]}} | 1:76 | filter: no event has the field of data teem: did you mean team?
            filterScope: MessageBody, filter: {data: {team: [42]}} | 1:83 | filter: 42 is a number; the field of data team is a String: write "42"
            filterScope: MessageBody, filter: {data: [acme]} | 1:75 | filter: expected fields under data, such as {team: [acme]}
            filterScope: MessageBody, filter: [a]   | 1:68 | filter: expected fields of the body, such as type: [user_invited]
            """)
    void keys_that_do_not_go_together_are_told_apart(String written, String place, String told) {
        assertThat(refusal("topics: {t: {subscriptions: {w: {" + written + "}}}}"))
                .isEqualTo("t.yaml:" + place + ": " + told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            minDelayTarget: 0s                       | 1:92 | minDelayTarget: expected 1s to 1h, found "0s"
            maxDelayTarget: 2h                       | 1:92 | maxDelayTarget: expected 1s to 1h, found "2h"
            numRetries: 101                          | 1:88 | numRetries: expected 0 to 100, found "101"
            maxReceivesPerSecond: 0                  | 1:98 | maxReceivesPerSecond: expected 1 to 1000000, found "0"
            backoffFunction: cubic                   | 1:93 | unknown backoffFunction cubic: known are linear, arithmetic, geometric, exponential
            retries: 5                               | 1:76 | unknown key retries in deliveryPolicy: did you mean numRetries?
            minDelayTarget: 30s, maxDelayTarget: 10s | 1:113 | maxDelayTarget: expected at least the 30s of minDelayTarget, found 10s
            numNoDelayRetries: 2, numMaxDelayRetries: 2 | 1:95 | numRetries: expected at least the 4 of numNoDelayRetries, numMinDelayRetries and numMaxDelayRetries together, found 3
            numRetries: 100, maxDelayTarget: 1m, minDelayTarget: 1m | 1:88 | deliveryPolicy: all pauses together are 6000s; SNS allows 3600s: fewer retries, or shorter delays
            """)
    void a_delivery_policy_has_the_limits_of_sns(String written, String place, String told) {
        assertThat(refusal("topics: {t: {subscriptions: {w: {endpoint: 'https://a.b', deliveryPolicy: {" + written
                        + "}}}}}"))
                .isEqualTo("t.yaml:" + place + ": " + told);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            publishers: [emial-worker]      | 1:27 | publishers: there is no emial-worker: did you mean email-worker?
            publishers: [Invitation API]    | 1:27 | publishers: expected a service such as invitation-api, an account of twelve digits, or the ARN of a role or user, found "Invitation API"
            publishers: [api, api]          | 1:32 | publishers: api is there twice
            publishers: api                 | 1:26 | publishers: expected a list of services, accounts or roles, such as [invitation-api], found "api"
            encryptionKey: alias/aws/sns    | 1:29 | encryptionKey: SNS can't use alias/aws/sns, whose policy is AWS's, and would lose every message; expected a key of your own, such as alias/invitations
            encryptionKey: my key           | 1:29 | encryptionKey: expected the alias, id or ARN of a KMS key, such as alias/invitations, found "my key"
            tags: {'aws:x': a}              | 1:21 | tags: expected a name of 1 to 128 letters, digits, spaces and _.:/=+@-, neither aws:... nor invitation-station, found "aws:x"
            tags: {invitation-station: a}   | 1:21 | tags: expected a name of 1 to 128 letters, digits, spaces and _.:/=+@-, neither aws:... nor invitation-station, found "invitation-station"
            tags: {owner: 'a*'}             | 1:28 | tags: expected a text of up to 256 letters, digits, spaces and _.:/=+@- for owner
            tags: {owner: [a]}              | 1:28 | tags: expected a text of up to 256 letters, digits, spaces and _.:/=+@- for owner
            """)
    void a_mistake_in_a_topic_is_answered_with_its_place(String written, String place, String told) {
        assertThat(refusal("topics: {t: {" + written + ", subscriptions: {email-worker: }}}"))
                .isEqualTo("t.yaml:" + place + ": " + told);
    }

    @Test
    void names_that_resemble_each_other_are_no_mistake() {
        assertThatNoException()
                .isThrownBy(
                        () -> Topology.read(
                                "t.yaml",
                                "topics: {t: {publishers: [order-maker, billing-api], subscriptions: {order-worker: , billing-app: }}}"));
    }

    @Test
    void a_fifo_topic_has_no_subscription_over_http() {
        assertThat(refusal("topics: {t: {fifo: true, subscriptions: {w: {endpoint: 'https://a.b'}}}}"))
                .isEqualTo("t.yaml:1:42: subscription w: a FIFO topic delivers to queues only");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            prefix: staging.             | 1:9 | prefix: expected up to 40 letters, digits, hyphens and underscores, found "staging."
            prefix: {a: b}               | 1:9 | prefix: expected a text, found keys with values
            """)
    void a_prefix_is_part_of_names(String written, String place, String told) {
        assertThat(refusal(written + "\ntopics: {t: {subscriptions: {w: }}}"))
                .isEqualTo("t.yaml:" + place + ": " + told);
    }

    @Test
    void prefix_suffix_and_name_together_have_the_length_that_sqs_allows() {
        assertThat(refusal("{prefix: staging-, topics: {t: {fifo: true, subscriptions: {" + "w".repeat(64) + ": }}}}"))
                .endsWith("expected a name of 1 to 63 letters, digits, hyphens and underscores");
    }

    @Test
    void a_filter_has_five_keys_at_most_and_150_combinations() {
        assertThat(refusal("topics: {t: {subscriptions: {w: {filterScope: MessageBody, filter: {id: [a], type: "
                        + "[user_invited], source: [a], subject: [a], time: [a], traceparent: [a]}}}}}"))
                .isEqualTo("t.yaml:1:68: filter: has 6 keys, and SNS takes 5");
        assertThat(refusal("topics: {t: {subscriptions: {w: {filter: {team: ["
                        + IntStream.rangeClosed(1, 151).mapToObj(i -> "t" + i).collect(Collectors.joining(", "))
                        + "]}}}}}"))
                .isEqualTo("t.yaml:1:42: filter: its values have 151 combinations, and SNS takes 150");
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
    void every_mistake_of_a_filter_too() {
        assertThat(refusal("""
                topics:
                  t:
                    subscriptions:
                      one:
                        filter:
                          event_type: [user_invitd]
                          team:
                            - {prefx: a}
                            - {cidr: 1}
                """).lines().map(line -> line.replaceFirst("t.yaml:(\\d+):.*", "$1")))
                .containsExactly("6", "8", "9");
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
