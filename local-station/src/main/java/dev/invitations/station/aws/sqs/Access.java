package dev.invitations.station.aws.sqs;

import com.fasterxml.jackson.databind.JsonNode;
import dev.invitations.station.aws.http.Arn;
import dev.invitations.station.aws.http.Caller;
import dev.invitations.station.aws.http.IamAction;
import dev.invitations.topology.policy.AccessRequest;
import dev.invitations.topology.policy.Decision;
import dev.invitations.topology.policy.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Whose queues a request is about, and whether that is allowed: to the own account everything is, as the local AWS checks
 * no credentials; another account's queue has to let the caller in by its policy.
 */
final class Access {
    private final Queues queues;

    Access(Queues queues) {
        this.queues = queues;
    }

    /**
     * Finds where a request leads.
     *
     * @throws SqsError where it leads to another account, and that doesn't let the caller in
     */
    World world(String action, JsonNode request, Caller caller) {
        Optional<Arn> queue = queue(request, caller);
        Optional<String> stranger = queue.map(Arn::account).filter(account -> !account.equals(caller.account()));
        if (stranger.isEmpty()) {
            return World.of(caller);
        }
        requirePermission(IamAction.of(action), queue.get(), caller);
        return World.of(queue.get());
    }

    private static Optional<Arn> queue(JsonNode request, Caller caller) {
        if (request.hasNonNull("QueueUrl")) {
            return Optional.of(QueueUrl.parse(request.path("QueueUrl").asText()).arn(caller));
        }
        if (request.hasNonNull("QueueOwnerAWSAccountId")) {
            var owner = Optional.of(request.path("QueueOwnerAWSAccountId").asText());
            return Optional.of(new QueueUrl(owner, request.path("QueueName").asText()).arn(caller));
        }
        return Arn.parse(request.path("SourceArn").asText());
    }

    private void requirePermission(String action, Arn queue, Caller caller) {
        if (Actions.isOfTheOwner(action)) {
            throw denied(action, queue, caller, "because no resource-based policy allows the");
        }
        Queue found = queues.find(queue.toString()).orElseThrow(SqsError::noSuchQueue);
        Decision decision = queues.decide(
                found,
                new AccessRequest(
                        principal(caller),
                        "sqs:" + action,
                        found.arn(),
                        Map.of("aws:SourceAccount", caller.account())));
        switch (decision) {
            case ALLOWED -> {}
            case NOT_ALLOWED -> throw denied(action, queue, caller, "because no resource-based policy allows the");
            case DENIED ->
                throw denied(action, queue, caller, "with an explicit deny in a resource-based policy for the");
        }
    }

    private static Principal principal(Caller caller) {
        return caller.isSigned() ? new Principal.Aws(user(caller)) : new Principal.Anonymous();
    }

    private static String user(Caller caller) {
        return "arn:aws:iam::" + caller.account() + ":user/" + caller.accessKey();
    }

    private static SqsError denied(String action, Arn queue, Caller caller, String because) {
        String name = "sqs:" + action.toLowerCase(Locale.ROOT);
        return SqsError.accessDenied("User: " + user(caller) + " is not authorized to perform: " + name
                + " on resource: " + queue + " " + because + " " + name + " action");
    }
}
