package dev.invitations.station.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.AwsRequest;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.IamAction;
import dev.invitations.station.aws.sqs.QueueUrl;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What somebody asked for, as AWS would ask IAM whether it is allowed.
 *
 * @param accessKey who
 * @param action in IAM's words: there is one for a message and for a batch of them, such as {@code sqs:DeleteMessage}
 * @param resource its ARN, or {@code *} where the request names none
 * @see <a href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonsqs.html">Actions of SQS</a>
 */
record Call(String accessKey, String action, String resource) {
    private static final JsonMapper JSON = new JsonMapper();

    /** What a request to SNS asks for; nothing where it has no action. */
    static List<Call> ofSns(AwsRequest request) {
        Function<String, Optional<String>> parameter = request.parameters()::text;
        String resource = Stream.of("TopicArn", "TargetArn", "ResourceArn", "SubscriptionArn")
                .flatMap(name -> parameter.apply(name).stream())
                .findFirst()
                .or(() -> parameter.apply("Name").map(name -> arn("sns", request.caller(), name)))
                .orElse("*");
        boolean tags = !request.parameters().list("Tags").isEmpty();
        return request.action().stream()
                .flatMap(action -> actions(request, "sns", action, tags ? "TagResource" : ""))
                .map(action -> new Call(request.caller().accessKey(), action, resource))
                .toList();
    }

    /** What a request to SQS asks for; nothing where it has no action. */
    static List<Call> ofSqs(AwsRequest request) {
        JsonNode json = request.isJson() ? json(request) : JSON.missingNode();
        Function<String, Optional<String>> parameter =
                name -> Optional.ofNullable(json.path(name).textValue())
                        .or(() -> request.parameters().text(name));
        String resource = parameter
                .apply("SourceArn")
                .or(() -> parameter
                        .apply("QueueName")
                        .or(() -> parameter.apply("QueueUrl"))
                        .or(() -> Optional.of(request.http().path()))
                        .map(url -> QueueUrl.parse(url).arn(request.caller()))
                        .filter(queue -> !queue.resource().isEmpty())
                        .map(Arn::toString))
                .orElse("*");
        boolean tags = !json.path("tags").isEmpty();
        return request.actionOfEitherProtocol().stream()
                .flatMap(action -> actions(request, "sqs", action, tags ? "TagQueue" : ""))
                .map(action -> new Call(request.caller().accessKey(), action, resource))
                .toList();
    }

    /** Who tags what it creates needs the permission for both. */
    private static Stream<String> actions(AwsRequest request, String otherwise, String action, String tagging) {
        // Also what is meant for a service that is not here.
        String service = request.caller().service().orElse(otherwise);
        String one = IamAction.of(action);
        return Stream.of(one, action.startsWith("Create") ? tagging : "")
                .filter(name -> !name.isEmpty())
                .map(name -> service + ":" + name);
    }

    private static String arn(String service, Caller caller, String name) {
        return Arn.of(service, caller, name).toString();
    }

    private static JsonNode json(AwsRequest request) {
        try {
            return JSON.readTree(request.body().getBytes());
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }
}
