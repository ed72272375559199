package dev.invitations.topology.apply;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import dev.invitations.topology.apply.Applied.Change;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.AwsResource;
import dev.invitations.topology.plan.Step;
import dev.invitations.topology.plan.Survey;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.sqs.model.QueueNameExistsException;

/** Makes the calls that change something, and remembers what was asked of AWS. */
final class Changes {
    private final Apis apis;
    private final Patience patience;
    private final Progress progress;
    private final Map<Resource, String> ids = new HashMap<>();
    private final Map<Resource, Set<String>> asked = new HashMap<>();

    Changes(Apis apis, Patience patience, Progress progress) {
        this.apis = apis;
        this.patience = patience;
        this.progress = progress;
    }

    /** Whether anything was asked. */
    boolean any() {
        return !asked.isEmpty();
    }

    /** The URL or ARN of a resource that has been dealt with, where SNS tells it. */
    Optional<String> id(Resource resource) {
        return Optional.ofNullable(ids.get(resource));
    }

    /** Whether all of this has been asked already, so that asking again would change nothing. */
    boolean wereAsked(Step.Change change) {
        return asked.getOrDefault(change.resource(), Set.of())
                .containsAll(
                        change.differences().stream().map(Difference::attribute).toList());
    }

    /**
     * Does what a step says.
     *
     * @throws CannotReplace for a queue or topic that would have to be deleted first
     */
    Applied make(Step step) {
        return switch (step) {
            case Step.Create create -> create(create.resource(), Change.CREATED, List.of());
            case Step.Change change -> mend(change);
            case Step.Replace replace
            when replace.resource() instanceof Resource.Subscription ->
                create(replace.resource(), Change.REPLACED, replace.identity());
            case Step.Replace replace -> throw new CannotReplace(replace);
            case Step.Pending pending -> askAgain(pending.resource());
            case Step.AsDeclared right -> {
                ids.put(right.resource(), right.id());
                yield new Applied(right.resource(), Change.UNCHANGED, List.of(), false);
            }
        };
    }

    private Applied create(Resource wanted, Change change, List<Difference> differences) {
        AwsResource<?> resource = apis.of(wanted);
        String id;
        try {
            id = patiently(wanted, resource::create);
        } catch (AwsServiceException e) {
            return becauseItExists(wanted, e);
        }
        ids.put(wanted, id);
        Map<String, String> later = new LinkedHashMap<>(wanted.attributes());
        later.keySet().retainAll(resource.api().attributesLeftOut());
        // It may have been there, with other attributes than those that creation names: so none of them counts as
        // asked.
        asked(wanted);
        if (isPending(wanted, id)) {
            return new Applied(wanted, change, differences, true);
        }
        if (!later.isEmpty()) {
            set(wanted, id, later);
        }
        return new Applied(wanted, change, differences, false);
    }

    /** Its endpoint may be quick to confirm, or somebody else may have subscribed it before. */
    private boolean isPending(Resource wanted, String id) {
        return wanted instanceof Resource.Subscription subscription
                && subscription.mustBeConfirmed()
                && patiently(wanted, () -> new Survey(apis).compare(wanted, id)) instanceof Step.Pending;
    }

    /** Its endpoint may not have been there when it was asked, and SNS doesn't go on asking for long. */
    private Applied askAgain(Resource pending) {
        Resource.Subscription subscription = (Resource.Subscription) pending;
        ids.put(pending, patiently(pending, () -> apis.subscriptions().askAgain(subscription)));
        asked(pending);
        return new Applied(pending, Change.ASKED_AGAIN, List.of(), true);
    }

    /** Somebody else created it after it was looked for, and not yet as it should be: so it is looked for again. */
    private Applied becauseItExists(Resource wanted, AwsServiceException refusal) {
        String message = refusal.getMessage() == null ? "" : refusal.getMessage();
        if (!(refusal instanceof QueueNameExistsException) && !message.contains("already exists with different")) {
            throw refusal;
        }
        Step step = patiently(wanted, () -> new Survey(apis).step(wanted));
        if (step instanceof Step.Create) {
            throw refusal;
        }
        return make(step);
    }

    private Applied mend(Step.Change change) {
        Resource wanted = change.resource();
        ids.put(wanted, change.id());
        if (!change.attributes().isEmpty()) {
            set(wanted, change.id(), wantedOf(change.attributes()));
        }
        if (!change.tags().isEmpty()) {
            Map<String, String> tags = wantedOf(change.tags());
            patiently(wanted, () -> {
                apis.of(wanted).api().tag(change.id(), tags);
                return tags;
            });
            tags.keySet().forEach(tag -> asked(wanted).add("tag " + tag));
        }
        return new Applied(wanted, Change.MENDED, change.differences(), false);
    }

    private void set(Resource wanted, String id, Map<String, String> attributes) {
        patiently(wanted, () -> {
            apis.of(wanted).api().set(id, attributes);
            return attributes;
        });
        asked(wanted).addAll(attributes.keySet());
    }

    private Set<String> asked(Resource resource) {
        return asked.computeIfAbsent(resource, _ -> new HashSet<>());
    }

    private <T> T patiently(Resource resource, Supplier<T> call) {
        return patience.call(call, notNow -> progress.waiting(resource, notNow.toString()));
    }

    private static Map<String, String> wantedOf(List<Difference> differences) {
        Map<String, String> wanted = new LinkedHashMap<>();
        differences.forEach(difference -> wanted.put(difference.attribute(), difference.wanted()));
        return wanted;
    }
}
