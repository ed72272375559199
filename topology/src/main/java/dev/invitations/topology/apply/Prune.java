package dev.invitations.topology.apply;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.Aws;
import dev.invitations.topology.aws.Reason;
import dev.invitations.topology.plan.Extra;
import dev.invitations.topology.plan.Survey;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** Deletes what is there and not declared, in an order in which nothing is delivered to what is gone. */
final class Prune {
    private final Apis apis;
    private final Aws aws;
    private final PrintWriter out;
    private final PrintWriter err;

    Prune(Aws aws, PrintWriter out, PrintWriter err) {
        this.apis = Apis.of(aws.sns(), aws.sqs());
        this.aws = aws;
        this.out = out;
        this.err = err;
    }

    /**
     * Shows what is to be deleted, asks, and deletes exactly that.
     *
     * @param pending subscriptions that get no messages yet
     * @return whether all of it is gone, or was to stay
     */
    boolean prune(Topology topology, List<Applied> pending, Predicate<String> confirms) {
        List<Extra> doomed = new ArrayList<>();
        Optional<String> queuesStay = Optional.empty();
        for (Extra extra : new Survey(apis).extras(topology, aws.place())) {
            Optional<String> stays = extra.depth().isPresent() ? queuesStay : reasonToStay(extra, pending);
            if (stays.isPresent()) {
                print("stays", extra, stays.get());
                // A subscription that stays goes on delivering, to a queue or its dead-letter queue.
                queuesStay = extra.isPending() ? queuesStay : stays;
            } else {
                doomed.add(extra);
                print(
                        "extra",
                        extra,
                        extra.arn()
                                + extra.content()
                                        .map(content -> ", holds " + content)
                                        .orElse(""));
            }
        }
        if (doomed.isEmpty()) {
            out.println("There is nothing to delete.");
            return true;
        }
        if (!confirms.test(question(doomed))) {
            out.println("Nothing was deleted.");
            return true;
        }
        return doomed.stream().map(this::delete).reduce(true, Boolean::logicalAnd);
    }

    private static Optional<String> reasonToStay(Extra extra, List<Applied> pending) {
        if (extra.isPending()) {
            return Optional.of("never confirmed, so SNS lets nobody delete it and drops it itself after three days");
        }
        // It may be what the pending one was before its endpoint changed: without both, messages would go nowhere.
        return pending.stream()
                .map(Applied::resource)
                .filter(waiting -> extra.arn().startsWith(waiting.identity().get("TopicArn") + ":"))
                .findFirst()
                .map(waiting -> "until " + waiting.name() + " is confirmed, which may be to take its place");
    }

    private static String question(List<Extra> doomed) {
        String what = doomed.size() == 1 ? "it" : "these " + doomed.size();
        String withContent = doomed.stream()
                .filter(extra -> extra.content().isPresent())
                .map(extra -> extra.content().get() + " in " + extra.name())
                .collect(Collectors.joining(" and "));
        return "Delete " + what + (withContent.isEmpty() ? "" : ", with " + withContent) + "? It can't be taken back.";
    }

    private boolean delete(Extra extra) {
        try {
            switch (extra.kind()) {
                case Resource.SUBSCRIPTION -> apis.subscriptions().delete(extra.id());
                case Resource.TOPIC -> apis.topics().delete(extra.id());
                default -> apis.queues().delete(extra.id());
            }
            print("deleted", extra, "");
            return true;
        } catch (AwsServiceException e) {
            err.println(extra.kind() + " " + extra.name() + ": " + Reason.of(e));
            return false;
        }
    }

    private void print(String what, Extra extra, String more) {
        new Lines(out).print(what, extra.kind(), extra.name(), more);
    }
}
