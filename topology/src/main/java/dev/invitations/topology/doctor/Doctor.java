package dev.invitations.topology.doctor;

import dev.invitations.contract.topology.Topology;
import dev.invitations.topology.DesiredState;
import dev.invitations.topology.Place;
import dev.invitations.topology.doctor.Keys.Key;
import java.util.Map;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Looks at a topology as it is on AWS, and finds what keeps messages from arriving. It only reads. */
public final class Doctor {
    private final SnsClient sns;
    private final SqsClient sqs;
    private final Keys keys;
    private final CloudWatchClient cloudWatch;
    private final Place place;
    private final Remedies remedies;

    /** @param place where the clients work */
    public Doctor(
            SnsClient sns, SqsClient sqs, KmsClient kms, CloudWatchClient cloudWatch, Place place, Remedies remedies) {
        this.sns = sns;
        this.sqs = sqs;
        this.keys = new Keys(kms);
        this.cloudWatch = cloudWatch;
        this.place = place;
        this.remedies = remedies;
    }

    /**
     * Examines everything that is declared.
     *
     * @throws dev.invitations.topology.plan.Elsewhere where the clients work in another account or region than they should
     * @throws software.amazon.awssdk.core.exception.SdkClientException where AWS can't be reached
     */
    public Diagnosis examine(Topology topology) {
        Observations observations =
                Observations.read(sns, sqs, DesiredState.of(topology, place).resources());
        Map<String, Key> found = Parallel.map(observations.keys(), keys::find);
        OldestMessages oldest = OldestMessages.read(cloudWatch, observations.queuesWithMessages());
        return new Diagnosis(topology.topics().stream()
                .flatMap(topic ->
                        new TopicExamination(topic, observations, found, oldest, sqs, place, remedies).findings())
                .toList());
    }
}
