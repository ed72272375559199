package dev.invitations.messaging;

import dev.invitations.contract.topology.Topology;
import dev.invitations.messaging.testing.StationResource;
import dev.invitations.station.aws.AwsClients;
import java.util.Map;

/** The local station's SNS and SQS, with the topology of the tests applied, and changed thereafter where a test wants that. */
public class LocalAwsResource extends StationResource {
    /** The argument that sets the visibility timeout of the e-mail worker's queue to other than what is declared. */
    static final String VISIBILITY_TIMEOUT = "visibility-timeout";

    private Map<String, String> drift = Map.of();

    @Override
    public void init(Map<String, String> arguments) {
        if (arguments.containsKey(VISIBILITY_TIMEOUT)) {
            drift = Map.of("VisibilityTimeout", arguments.get(VISIBILITY_TIMEOUT));
        }
    }

    @Override
    protected Topology topology() {
        return TestTopology.of("");
    }

    @Override
    protected void prepare(AwsClients clients) {
        if (!drift.isEmpty()) {
            String url = clients.sqs()
                    .getQueueUrl(request -> request.queueName("email-worker"))
                    .queueUrl();
            clients.sqs().setQueueAttributes(request -> request.queueUrl(url).attributesWithStrings(drift));
        }
    }
}
