package dev.invitations.contract.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.invitations.contract.CloudEvent;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilterExampleTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'event_type':['invitation_accepted']}",
                "{'event_type':[{'prefix':'invitation_'}],'team':['acme']}",
                "{'event_type':[{'anything-but':['user_invited','invitation_emailed','invitation_accepted']}]}",
                "{'team':[{'prefix':'acme-'}]}",
                "{'team':[{'suffix':'-test'}]}",
                "{'team':[{'prefix':'acme-'}],'$or':[{'team':[{'suffix':'-x'}]},{'team':[{'suffix':'-y'}]}]}",
                "{'team':[{'anything-but':['example','a0','b0']}]}",
                "{'team':[{'anything-but':{'prefix':'e'}}]}",
                "{'team':[{'equals-ignore-case':'ACME'}]}",
                "{'traceparent':[{'exists':false}]}",
                "{'traceparent':[{'suffix':'-00'}]}",
                "{'traceparent':[{'prefix':'00-abc'}]}",
                "{'color':[{'exists':false}]}",
                "{'$or':[{'color':['red']},{'event_type':['user_invited'],'team':['acme']}]}",
                "{'team':['acme',1],'event_type':[null,'user_invited']}",
            })
    void a_filter_on_attributes_carries_its_example(String filter) {
        FilterPolicy policy = FilterPolicy.parse(json(filter));

        CloudEvent example = policy.exampleEvent().orElseThrow();

        assertThat(policy.matches(example.toJson(), attributes(example))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event_type':['user_invitd']}",
                "{'color':['red']}",
                "{'color':[{'exists':true}]}",
                "{'event_type':[{'exists':false}]}",
                "{'team':[1, true, null]}",
                "{'team':[{'numeric':['>',0]}]}",
                "{'team':['Not A Team']}",
                "{'team':[{'cidr':'10.0.0.0/8'}]}",
                "{'traceparent':['none']}",
                "{'event_type':['user_invited'],'$or':[{'event_type':[{'prefix':'invitation_'}]},{'team':[0]}]}",
                "{'event_type':[{'anything-but':{'prefix':'user_'}}],'team':['acme'],'color':['red']}",
            })
    void a_filter_on_attributes_that_no_event_has_is_of_no_use(String filter) {
        assertThat(FilterPolicy.parse(json(filter)).exampleEvent()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'type':['user_invited']}",
                "{'type':['invitation_undeliverable'],'data':{'reason':[{'prefix':'4'}]}}",
                "{'data':{'email':[{'suffix':'@acme.example'}],'team':['acme']}}",
                "{'data':{'name':[{'exists':false}],'inviter':['ben']}}",
                "{'data':{'inviter':[{'cidr':'10.0.0.0/8'}]}}",
                "{'subject':['0b0e8a4e-6f2e-4a63-9d0b-2c1f4f6f7a10']}",
                "{'specversion':['1.0'],'source':['/invitation-api']}",
                "{'data':{'color':[{'exists':false}]}}",
            })
    void a_filter_on_the_body_carries_its_example(String filter) {
        FilterPolicy policy = FilterPolicy.parse(json(filter), FilterScope.MESSAGE_BODY);

        CloudEvent example = policy.exampleEvent().orElseThrow();

        assertThat(policy.matches(example.toJson(), Map.of())).isTrue();
        assertThat(CloudEvent.parse(example.toJson())).isEqualTo(example);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'event_type':['user_invited']}",
                "{'type':['invitation_emailed'],'data':{'reason':[{'exists':true}]}}",
                "{'data':{'team':{'name':['acme']}}}",
                "{'data':['acme']}",
                "{'data':{'color':['red']}}",
                "{'specversion':['2.0']}",
                "{'time':['yesterday']}",
            })
    void a_filter_on_what_no_body_holds_is_of_no_use(String filter) {
        assertThat(FilterPolicy.parse(json(filter), FilterScope.MESSAGE_BODY).exampleEvent())
                .isEmpty();
    }

    @Test
    void a_filter_with_as_many_conditions_as_sns_takes_is_answered_too() {
        String values = Stream.iterate(0, i -> i + 1)
                .limit(150)
                .map(i -> i % 2 == 0 ? "{\"prefix\":\"Prefix" + i + "\"}" : "{\"suffix\":\"Suffix" + i + "\"}")
                .collect(Collectors.joining(","));

        assertThat(FilterPolicy.parse("{\"team\":[" + values + "]}").exampleEvent())
                .isEmpty();
    }

    @Test
    void every_example_is_an_event_of_its_own() {
        assertThat(FilterPolicy.ALL.exampleEvent().orElseThrow().event().id())
                .isNotEqualTo(
                        FilterPolicy.ALL.exampleEvent().orElseThrow().event().id());
    }

    private static String json(String filter) {
        return filter.replace('\'', '"');
    }

    private static Map<String, MessageAttribute> attributes(CloudEvent event) {
        return event.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> MessageAttribute.string(entry.getValue())));
    }
}
