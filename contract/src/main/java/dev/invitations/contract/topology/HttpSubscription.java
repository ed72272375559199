package dev.invitations.contract.topology;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A subscription of an HTTP(S) endpoint, which SNS sends to only once the endpoint has confirmed it.
 *
 * @param endpoint where SNS sends to; its scheme is the protocol
 * @param deliveryPolicy how SNS tries again; empty for its default, 3 retries 20 s apart
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-http-https-endpoint-as-subscriber.html">HTTP(S)
 *     endpoints</a>
 */
public record HttpSubscription(
        String prefix,
        String name,
        FilterPolicy filter,
        URI endpoint,
        Optional<DeliveryPolicy> deliveryPolicy,
        Duration deadLetterRetention)
        implements DeclaredSubscription {

    @Override
    public String protocol() {
        return endpoint.getScheme();
    }

    /** SNS has no FIFO delivery over HTTP. */
    @Override
    public boolean fifo() {
        return false;
    }
}
