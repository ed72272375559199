package dev.invitations.topology.apply;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.Resource;
import dev.invitations.topology.aws.Apis;
import dev.invitations.topology.plan.Elsewhere;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Makes a topology real: creates what is missing, sets right what is not as declared, and reads everything back, since
 * AWS may take a request and ignore it. Applying again changes nothing, but asks endpoints again that have not
 * confirmed; what the topology doesn't name is left alone.
 *
 * <p>It may end at any point and be applied again, and it may be applied twice at once: the end is the same.
 */
public final class Apply {
    private final Apis apis;
    private final Place place;
    private final Patience patience;

    /**
     * @param place where the clients work; a queue or topic that turns out to be elsewhere is refused
     * @param patience how long to wait until what was set can be read back; for an SQS queue on AWS this may take a
     *     minute, on a local station it takes no time
     */
    public Apply(SnsClient sns, SqsClient sqs, Place place, Duration patience) {
        this(sns, sqs, place, Patience.of(patience));
    }

    Apply(SnsClient sns, SqsClient sqs, Place place, Patience patience) {
        this.apis = Apis.of(sns, sqs);
        this.place = place;
        this.patience = patience;
    }

    /**
     * Applies a topology.
     *
     * @param progress hears of each resource once it has been dealt with; what it heard is right once this method returns
     * @return what {@code progress} heard
     * @throws ApplyFailed names each resource that AWS refused, and each attribute that it ignored; what doesn't depend on
     *     those has been applied
     * @throws Elsewhere where the clients work in another account or region than {@code place}
     */
    public List<Applied> apply(Topology topology, Consumer<Applied> progress) {
        return apply(topology, new Progress() {
            @Override
            public void applied(Applied applied) {
                progress.accept(applied);
            }

            @Override
            public void waiting(Resource resource, String why) {}
        });
    }

    /** The same, for who also wants to hear what is waited for. */
    public List<Applied> apply(Topology topology, Progress progress) {
        return new ApplyRun(apis, patience, progress)
                .run(DesiredState.of(topology, place).resources());
    }
}
