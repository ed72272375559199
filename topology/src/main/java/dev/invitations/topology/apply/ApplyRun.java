package dev.invitations.topology.apply;

import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.aws.Reason;
import dev.invitations.topology.plan.Step;
import dev.invitations.topology.plan.Survey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** One run: first every resource is dealt with, then everything is read back. */
final class ApplyRun {
    private final Apis apis;
    private final Patience patience;
    private final Progress progress;
    private final Changes changes;
    private final Map<Resource, Applied> applied = new LinkedHashMap<>();
    private final Map<Resource, String> failures = new LinkedHashMap<>();

    ApplyRun(Apis apis, Patience patience, Progress progress) {
        this.apis = apis;
        this.patience = patience;
        this.progress = progress;
        this.changes = new Changes(apis, patience, progress);
    }

    /** @throws ApplyFailed after everything that could be done has been done */
    List<Applied> run(List<Resource> resources) {
        Survey survey = new Survey(apis);
        resources.forEach(resource -> apply(resource, survey));
        // Where nothing was to be done, everything has just been read.
        if (changes.any()) {
            readBack(resources);
        }
        if (!failures.isEmpty()) {
            throw ApplyFailed.of(failures);
        }
        return List.copyOf(applied.values());
    }

    private void apply(Resource resource, Survey survey) {
        Optional<Resource> missing = failures.keySet().stream()
                .filter(failed -> resource.needs(failed))
                .findFirst();
        if (missing.isPresent()) {
            failures.put(
                    resource,
                    "left out, since it needs the " + missing.get().kind() + " "
                            + missing.get().name());
            return;
        }
        attempt(resource, () -> changes.make(patiently(resource, () -> survey.step(resource))))
                .ifPresent(this::tell);
    }

    private void tell(Applied done) {
        applied.put(done.resource(), done);
        progress.applied(done);
    }

    private void readBack(List<Resource> resources) {
        List<Resource> unsure = new ArrayList<>(resources);
        List<Step> wrong = patience.until(
                () -> {
                    List<Step> still = unsure.stream()
                            .flatMap(resource -> look(resource).stream())
                            .toList();
                    unsure.retainAll(still.stream().map(Step::resource).toList());
                    return still;
                },
                List::isEmpty);
        wrong.forEach(step -> failures.put(step.resource(), Ignored.sentence(step, patience.limit())));
    }

    /** What it still needs. What wasn't asked for yet, such as what has been confirmed meanwhile, is asked for now. */
    private Optional<Step> look(Resource resource) {
        if (failures.containsKey(resource) || changes.id(resource).isEmpty()) {
            return Optional.empty();
        }
        String id = changes.id(resource).get();
        Optional<Step> step =
                attempt(resource, () -> patiently(resource, () -> new Survey(apis).compare(resource, id)));
        if (step.isPresent() && step.get() instanceof Step.Change change && !changes.wereAsked(change)) {
            attempt(resource, () -> changes.make(change))
                    .filter(_ -> applied.get(resource).isPending())
                    .ifPresent(mended -> tell(confirmed(applied.get(resource), mended)));
        }
        return step.filter(Step::isChange).filter(_ -> !failures.containsKey(resource));
    }

    private static Applied confirmed(Applied before, Applied mended) {
        return before.change() == Applied.Change.ASKED_AGAIN
                ? mended
                : new Applied(before.resource(), before.change(), before.differences(), false);
    }

    /** @throws ApplyFailed where AWS can't be reached, since it can't for all the others */
    private <T> Optional<T> attempt(Resource resource, Supplier<T> call) {
        try {
            return Optional.of(call.get());
        } catch (AwsServiceException e) {
            failures.put(resource, Reason.of(e));
        } catch (CannotReplace e) {
            failures.put(resource, e.getMessage());
        } catch (SdkException e) {
            failures.put(resource, Reason.of(e));
            throw ApplyFailed.of(failures);
        }
        return Optional.empty();
    }

    private <T> T patiently(Resource resource, Supplier<T> call) {
        return patience.call(call, notNow -> progress.waiting(resource, notNow.toString()));
    }
}
