package dev.invitations.contract.topology;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * Which messages a subscription carries, by their message attributes: SNS's filter policy of scope
 * {@code MessageAttributes}, with all its operators and limits.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-subscription-filter-policies.html">SNS filter policies</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/subscription-filter-policy-constraints.html">Their limits</a>
 */
public final class FilterPolicy {
    /** Carries every message. */
    public static final FilterPolicy ALL = new FilterPolicy("{}", new FilterRule.AllOf(List.of()));

    private final String json;
    private final FilterRule rule;

    private FilterPolicy(String json, FilterRule rule) {
        this.json = json;
        this.rule = rule;
    }

    /**
     * Reads a policy. The empty object carries every message, as it does on AWS.
     *
     * @throws IllegalArgumentException with SNS's own sentence where the policy is not one
     */
    public static FilterPolicy parse(String json) {
        FilterRule.AllOf rule = FilterPolicyReader.read(json);
        return rule.rules().isEmpty() ? ALL : new FilterPolicy(json, rule);
    }

    /** Whether the subscription carries a message with these attributes. */
    public boolean matches(Map<String, MessageAttribute> attributes) {
        return rule.matches(key -> values(attributes.get(key)));
    }

    private static List<JsonNode> values(MessageAttribute attribute) {
        return attribute == null ? List.of() : attribute.filterValues();
    }

    public boolean isAll() {
        return this == ALL;
    }

    /** The policy as SNS takes it: for a policy that was parsed, its own text. */
    public String toJson() {
        return json;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FilterPolicy policy && json.equals(policy.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    @Override
    public String toString() {
        return json;
    }
}
