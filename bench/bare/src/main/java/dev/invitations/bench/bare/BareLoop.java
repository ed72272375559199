package dev.invitations.bench.bare;

import dev.invitations.bench.contender.Contender;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsAsyncClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;

/** Ten virtual threads: receive ten, handle one after the other, delete all of them; after a failure, a pause. */
final class BareLoop {
    private static final int THREADS = 10;
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final String NETTY = "netty";

    private final Contender contender;
    private final Calls sqs;
    private final ReceiveMessageRequest receive;
    private final String queueUrl;

    private BareLoop(Contender contender, Calls sqs, String queueUrl) {
        this.contender = contender;
        this.sqs = sqs;
        this.queueUrl = queueUrl;
        this.receive = ReceiveMessageRequest.builder()
                .queueUrl(queueUrl)
                .maxNumberOfMessages(10)
                .waitTimeSeconds(20)
                .messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.APPROXIMATE_RECEIVE_COUNT)
                .build();
    }

    /** The two calls of the loop. */
    private interface Calls {
        List<Message> receive(ReceiveMessageRequest request);

        void delete(DeleteMessageBatchRequest request);
    }

    public static void main(String[] args) {
        URI endpoint = URI.create(System.getProperty(Contender.ENDPOINT));
        String queue = System.getProperty(Contender.QUEUE);
        // More than that many connections would be closed after each request.
        System.setProperty("http.maxConnections", "64");
        String client = System.getProperty("bench.client", "apache");
        String queueUrl;
        Calls calls;
        if (client.equals(NETTY)) {
            SqsAsyncClient sqs = prepared(SqsAsyncClient.builder(), endpoint).build();
            queueUrl =
                    sqs.getQueueUrl(request -> request.queueName(queue)).join().queueUrl();
            calls = asynchronous(sqs);
        } else {
            SqsClient sqs = prepared(SqsClient.builder(), endpoint)
                    .httpClient(
                            HttpClient.valueOf(client.toUpperCase(Locale.ROOT)).create())
                    .build();
            queueUrl = sqs.getQueueUrl(request -> request.queueName(queue)).queueUrl();
            calls = blocking(sqs);
        }
        BareLoop loop = new BareLoop(Contender.join(), calls, queueUrl);
        for (int i = 0; i < THREADS; i++) {
            Thread.ofVirtual().name("loop-" + i).start(loop::run);
        }
    }

    private static <B extends AwsClientBuilder<B, ?>> B prepared(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")));
    }

    private static Calls blocking(SqsClient sqs) {
        return new Calls() {
            @Override
            public List<Message> receive(ReceiveMessageRequest request) {
                return sqs.receiveMessage(request).messages();
            }

            @Override
            public void delete(DeleteMessageBatchRequest request) {
                sqs.deleteMessageBatch(request);
            }
        };
    }

    private static Calls asynchronous(SqsAsyncClient sqs) {
        return new Calls() {
            @Override
            public List<Message> receive(ReceiveMessageRequest request) {
                return joined(sqs.receiveMessage(request)).messages();
            }

            @Override
            public void delete(DeleteMessageBatchRequest request) {
                joined(sqs.deleteMessageBatch(request));
            }
        };
    }

    private static <T> T joined(CompletableFuture<T> call) {
        try {
            return call.join();
        } catch (CompletionException e) {
            throw SdkException.create(e.getMessage(), e);
        }
    }

    private void run() {
        try {
            while (true) {
                try {
                    handleSome();
                } catch (SdkException e) {
                    Thread.sleep(PAUSE);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void handleSome() throws InterruptedException {
        List<Message> messages = sqs.receive(receive);
        for (Message message : messages) {
            contender.handle(message.body());
        }
        if (!messages.isEmpty()) {
            sqs.delete(deleting(messages));
        }
    }

    private DeleteMessageBatchRequest deleting(List<Message> messages) {
        return DeleteMessageBatchRequest.builder()
                .queueUrl(queueUrl)
                .entries(IntStream.range(0, messages.size())
                        .mapToObj(i -> DeleteMessageBatchRequestEntry.builder()
                                .id(Integer.toString(i))
                                .receiptHandle(messages.get(i).receiptHandle())
                                .build())
                        .toList())
                .build();
    }
}
