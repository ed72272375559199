package dev.invitations.topology.dlq;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.aws.QueueDepth;
import dev.invitations.topology.command.Table;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * How much is in each declared dead-letter queue.
 *
 * @param apply the command that creates one that is missing
 */
record Overview(List<Row> rows, String apply) {

    /** @param depth empty where the queue does not exist */
    record Row(DeclaredSubscription subscription, Optional<QueueDepth> depth) {}

    static Overview of(Topology topology, SqsClient sqs, String apply) {
        return new Overview(
                topology.subscriptions()
                        .map(subscription -> new Row(
                                subscription,
                                DeadLetterQueue.find(sqs, subscription.deadLetterQueue())
                                        .map(DeadLetterQueue::depth)))
                        .toList(),
                apply);
    }

    /** Whether all of them exist. */
    boolean isComplete() {
        return rows.stream().allMatch(row -> row.depth().isPresent());
    }

    String text() {
        Table table = new Table().row("SUBSCRIPTION", "DEAD-LETTER QUEUE", "HOLDS");
        for (Row row : rows) {
            table.row(
                    row.subscription().name(),
                    row.subscription().deadLetterQueue(),
                    row.depth().map(QueueDepth::toString).orElse("does not exist: " + apply + " creates it"));
        }
        return table.toString();
    }

    JsonNode json() {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        for (Row row : rows) {
            ObjectNode json = array.addObject()
                    .put("subscription", row.subscription().name())
                    .put("deadLetterQueue", row.subscription().deadLetterQueue())
                    .put("exists", row.depth().isPresent());
            row.depth().ifPresent(depth -> json.put("messages", depth.visible()).put("hidden", depth.hidden()));
        }
        return array;
    }
}
