package dev.invitations.topology.map;

import dev.invitations.contract.topology.DeclaredSubscription;
import dev.invitations.contract.topology.DeclaredTopic;
import dev.invitations.contract.topology.DeliveryPolicy;
import dev.invitations.contract.topology.Durations;
import dev.invitations.contract.topology.HttpSubscription;
import dev.invitations.contract.topology.QueueSubscription;
import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Count;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a map shows of a topic, in words.
 *
 * @param note what is special about it; may be empty
 * @param publishers services, accounts and ARNs
 * @param branches one for each subscription, in the order of the file
 */
record TopicMap(String name, String note, List<String> publishers, List<Branch> branches) {

    /**
     * A subscription.
     *
     * @param filter which messages it carries
     * @param target the queue or the address that it delivers to
     * @param isQueue which of the two
     * @param handling how often and how long it is tried
     * @param deadLetters the dead-letter queue
     * @param keeping how long that one keeps a message
     */
    record Branch(String filter, String target, boolean isQueue, String handling, String deadLetters, String keeping) {

        private static final int LONGEST_FILTER = 48;

        /** As much of it as there is room for. */
        String shortFilter() {
            return filter.length() <= LONGEST_FILTER ? filter : filter.substring(0, LONGEST_FILTER - 1) + "…";
        }

        private static Branch of(DeclaredSubscription declared) {
            String filter = FilterWords.of(declared.filter());
            String keeping = "retention " + Durations.format(declared.deadLetterRetention());
            return switch (declared) {
                case QueueSubscription queue ->
                    new Branch(filter, queue.queue(), true, handling(queue), queue.deadLetterQueue(), keeping);
                case HttpSubscription http ->
                    new Branch(
                            filter,
                            http.endpoint().toString(),
                            false,
                            http.deliveryPolicy().map(Branch::handling).orElse("3 retries, 20s apart"),
                            http.deadLetterQueue(),
                            keeping);
            };
        }

        private static String handling(QueueSubscription queue) {
            return "visibility %s, %s, retention %s"
                    .formatted(
                            Durations.format(queue.visibilityTimeout()),
                            Count.of(queue.maxReceives(), "receive"),
                            Durations.format(queue.retention()));
        }

        private static String handling(DeliveryPolicy policy) {
            String shortest = Durations.format(policy.minDelayTarget());
            String longest = Durations.format(policy.maxDelayTarget());
            String pauses = shortest.equals(longest) ? shortest : shortest + " to " + longest;
            String most = policy.maxReceivesPerSecond().isPresent()
                    ? ", " + policy.maxReceivesPerSecond().getAsInt() + " a second"
                    : "";
            return policy.numRetries() + (policy.numRetries() == 1 ? " retry, " : " retries, ") + pauses + " apart"
                    + most;
        }
    }

    static List<TopicMap> of(Topology topology) {
        return topology.topics().stream().map(TopicMap::of).toList();
    }

    private static TopicMap of(DeclaredTopic topic) {
        return new TopicMap(
                topic.topic(),
                topic.encryptionKey().map(key -> "encrypted with " + key).orElse(""),
                Stream.concat(topic.publishers().stream(), topic.otherAccounts().stream())
                        .toList(),
                topic.subscriptions().stream().map(Branch::of).toList());
    }

    /** For people who can't see the picture. */
    String inWords() {
        String from =
                publishers.isEmpty() ? "nobody that is declared publishes" : String.join(", ", publishers) + " publish";
        return "Topic %s: %s. %s"
                .formatted(
                        name,
                        from,
                        branches.stream()
                                .map(branch -> "%s gets %s; what fails goes to %s."
                                        .formatted(branch.target(), branch.filter(), branch.deadLetters()))
                                .collect(Collectors.joining(" ")));
    }
}
