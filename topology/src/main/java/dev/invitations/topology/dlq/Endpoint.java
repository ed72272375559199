package dev.invitations.topology.dlq;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;

/**
 * The endpoint of an HTTP(S) subscription, to which notifications are sent as SNS sends them: with its headers, and signed
 * as they already are.
 *
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/http-header.html">SNS: HTTP/HTTPS headers</a>
 */
final class Endpoint implements AutoCloseable {
    /** SNS waits as long for an answer. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(Redirect.NEVER)
            .connectTimeout(TIMEOUT)
            .build();
    private final URI address;
    private final String topicArn;
    private final String subscriptionArn;

    Endpoint(URI address, String topicArn, String subscriptionArn) {
        this.address = address;
        this.topicArn = topicArn;
        this.subscriptionArn = subscriptionArn;
    }

    /** Sends a message; empty where the endpoint took it, else why not. */
    Optional<String> post(DeadLetter letter) {
        Optional<Notification> notification =
                Notification.of(letter.body()).filter(found -> found.topicArn().equals(topicArn));
        if (notification.isEmpty()) {
            return Optional.of("it is no notification of the topic " + topicArn + ", so somebody else put it here");
        }
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(TIMEOUT)
                .header("Content-Type", "text/plain; charset=UTF-8")
                .header("User-Agent", "Amazon Simple Notification Service Agent")
                .header("x-amz-sns-message-type", "Notification")
                .header("x-amz-sns-message-id", notification.get().messageId())
                .header("x-amz-sns-topic-arn", topicArn)
                .header("x-amz-sns-subscription-arn", subscriptionArn)
                .POST(BodyPublishers.ofString(letter.body()))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            return status / 100 == 2 ? Optional.empty() : Optional.of("the endpoint answered " + status);
        } catch (HttpTimeoutException e) {
            return Optional.of("the endpoint did not answer within " + TIMEOUT.toSeconds() + " s");
        } catch (IOException e) {
            return Optional.of("the endpoint can't be reached: "
                    + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sending", e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
