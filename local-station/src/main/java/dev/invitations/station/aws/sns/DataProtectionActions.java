package dev.invitations.station.aws.sns;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.QueryParameters;
import dev.invitations.station.aws.http.Xml;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The data protection policies of topics. They are kept and shown; unlike on AWS, nothing looks into messages by them.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html">Data protection</a>
 */
final class DataProtectionActions {
    static final String POLICY = "DataProtectionPolicy";

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_CHARACTERS = 30_720;
    private static final Set<String> DIRECTIONS = Set.of("Inbound", "Outbound");

    private final Topics topics;

    DataProtectionActions(Topics topics) {
        this.topics = topics;
    }

    Consumer<Xml> put(AwsRequest request) {
        Topic topic = topics.require(SnsArn.topic(request.parameters(), "ResourceArn", request.caller()));
        topic.protectData(policy(request.parameters()).orElseThrow(() -> SnsError.noValue(POLICY)));
        return Sns.NO_RESULT;
    }

    Consumer<Xml> get(AwsRequest request) {
        Topic topic = topics.require(SnsArn.topic(request.parameters(), "ResourceArn", request.caller()));
        return result -> topic.dataProtection().ifPresent(policy -> result.text(POLICY, policy));
    }

    /** @throws SnsError where it is none; an empty one is as good as none */
    static Optional<String> policy(QueryParameters parameters) {
        Optional<String> policy = parameters.text(POLICY);
        policy.filter(text -> !text.isEmpty()).ifPresent(DataProtectionActions::require);
        return policy;
    }

    private static void require(String policy) {
        Attributes.refusalOfJson(POLICY, policy).ifPresent(refusal -> {
            throw SnsError.invalidParameter(refusal);
        });
        if (policy.length() > MOST_CHARACTERS) {
            throw SnsError.invalidParameter(POLICY + " Reason: longer than " + MOST_CHARACTERS + " characters");
        }
        for (JsonNode statement : parsed(policy).path("Statement")) {
            if (!DIRECTIONS.contains(statement.path("DataDirection").asText())) {
                throw SnsError.invalidParameter(
                        POLICY + " Reason: Statement DataDirection must be either Inbound or Outbound");
            }
        }
    }

    private static JsonNode parsed(String policy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not checked: " + policy, e);
        }
    }
}
