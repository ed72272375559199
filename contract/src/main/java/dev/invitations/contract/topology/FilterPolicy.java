package dev.invitations.contract.topology;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.contract.CloudEvent;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Which messages a subscription carries: SNS's filter policy, by message attributes or by what is in the body, with all
 * its operators and limits.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">SNS filter policies</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Their limits</a>
 */
public final class FilterPolicy {
    /** Carries every message. */
    public static final FilterPolicy ALL =
            new FilterPolicy(FilterScope.MESSAGE_ATTRIBUTES, "{}", new FilterRule.AllOf(List.of()));

    private static final JsonMapper JSON = new JsonMapper();

    private final FilterScope scope;
    private final String json;
    private final FilterRule rule;

    private FilterPolicy(FilterScope scope, String json, FilterRule rule) {
        this.scope = scope;
        this.json = json;
        this.rule = rule;
    }

    /**
     * Reads a policy on message attributes. The empty object carries every message, as it does on AWS.
     *
     * @throws IllegalArgumentException with SNS's own sentence where the policy is not one
     */
    public static FilterPolicy parse(String json) {
        return parse(json, FilterScope.MESSAGE_ATTRIBUTES);
    }

    /**
     * Reads a policy. The empty object carries every message, whatever the scope.
     *
     * @throws IllegalArgumentException with SNS's own sentence where the policy is not one
     */
    public static FilterPolicy parse(String json, FilterScope scope) {
        FilterRule.AllOf rule = FilterPolicyReader.read(json, scope);
        return rule.rules().isEmpty() ? ALL : new FilterPolicy(scope, json, rule);
    }

    /** Whether the subscription carries a message. By body, one that is no JSON object is never carried. */
    public boolean matches(String body, Map<String, MessageAttribute> attributes) {
        return switch (scope) {
            case MESSAGE_ATTRIBUTES -> rule.matches(FilterValues.ofAttributes(attributes));
            case MESSAGE_BODY -> matchesBody(body);
        };
    }

    private boolean matchesBody(String body) {
        try {
            JsonNode json = JSON.readTree(body);
            return json.isObject() && rule.matches(FilterValues.ofBody(json));
        } catch (JsonProcessingException e) {
            return false;
        }
    }

    /**
     * An event that the subscription carries, with an id of its own; empty where no event that there can be passes, so
     * that the subscription is of no use. What of the event the policy doesn't speak of is made up.
     */
    public Optional<CloudEvent> exampleEvent() {
        return new FilterExample(this, rule).find();
    }

    /** Whether it carries every message. */
    public boolean isAll() {
        return this == ALL;
    }

    /** What of a message it looks at. */
    public FilterScope scope() {
        return scope;
    }

    /** The policy as SNS takes it: for a policy that was parsed, its own text. */
    public String toJson() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilterPolicy policy && scope == policy.scope && json.equals(policy.json);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scope, json);
    }

    @Override
    public String toString() {
        return json;
    }
}
