package dev.invitations.bench.sqs;

import dev.invitations.contract.topology.Topology;
import dev.invitations.station.aws.AwsClients;
import dev.invitations.station.aws.LocalAws;
import dev.invitations.station.aws.control.ControlRoutes;
import dev.invitations.station.web.LocalHttp;
import dev.invitations.topology.Place;
import dev.invitations.topology.apply.Apply;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/** The local station's SQS, which is ElasticMQ, with the declared topology and a queue for each other contender. */
public final class StationSqs implements QueueServer {
    private static final int MOST_ENTRIES = 10;
    private static final int SENDERS = 4;
    /** Each long poll holds one. */
    private static final int MOST_CONNECTIONS = 256;

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    /** A backlog is sent with a delay, so that all of it can be received within the same second. */
    private static final Duration DELAY = Duration.ofSeconds(3);

    /** What SQS counts delays in. */
    private static final Duration UNIT = Duration.ofSeconds(1);

    private static final Set<String> CONSUMERS_CALL =
            Set.of("sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility");

    private final LocalAws station;
    private final AwsClients clients;
    private final HttpClient relay;
    private final AtomicLong number = new AtomicLong();
    private final Map<String, Thread> sending = new ConcurrentHashMap<>();

    private StationSqs(LocalAws station, HttpClient relay) {
        this.station = station;
        this.clients = AwsClients.of(station.endpoint());
        this.relay = relay;
    }

    /** Starts it. What it is asked by way of what it is to be shown by, it gets on the event loop of that. */
    public static StationSqs start(Front front, List<String> queues) {
        Vertx vertx = front.vertx();
        return new StationSqs(
                LocalAws.start(vertx, 0, aws -> prepare(aws, queues)),
                front.call(() -> vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(MOST_CONNECTIONS))));
    }

    private static void prepare(URI aws, List<String> queues) {
        try (AwsClients clients = AwsClients.of(aws)) {
            new Apply(clients.sns(), clients.sqs(), Place.LOCAL, PATIENCE).apply(Topology.declared(), _ -> {});
            Set<String> declared =
                    Topology.declared().queues().map(queue -> queue.queue()).collect(Collectors.toSet());
            queues.stream().filter(queue -> !declared.contains(queue)).forEach(queue -> clients.sqs()
                    .createQueue(request -> request.queueName(queue)));
        }
    }

    @Override
    public String title() {
        return "the local station (ElasticMQ)";
    }

    @Override
    public void answer(HttpServerRequest http, Buffer body) {
        URI to = station.endpoint();
        relay.request(http.method(), to.getPort(), to.getHost(), http.uri())
                .compose(request -> {
                    request.headers().setAll(http.headers());
                    return request.send(body);
                })
                .compose(response -> {
                    http.response().setStatusCode(response.statusCode());
                    http.response().headers().setAll(response.headers());
                    return response.body();
                })
                .compose(answer -> http.response().end(answer))
                .onFailure(_ -> http.connection().close());
    }

    @Override
    public void add(String queue, int messages) throws InterruptedException {
        long visible = System.currentTimeMillis() + DELAY.toMillis();
        String url = url(queue);
        Semaphore free = new Semaphore(SENDERS);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int sent = 0; sent < messages; sent += MOST_ENTRIES) {
                int entries = Math.min(MOST_ENTRIES, messages - sent);
                free.acquire();
                threads.submit(() -> {
                    try {
                        int delay = (int) Math.max(0, (visible - System.currentTimeMillis()) / UNIT.toMillis());
                        send(url, entries, delay);
                    } finally {
                        free.release();
                    }
                });
            }
        }
        Thread.sleep(Math.max(0, visible - UNIT.toMillis() - System.currentTimeMillis()));
    }

    private void send(String url, int entries, int delaySeconds) {
        clients.sqs().sendMessageBatch(request -> request.queueUrl(url)
                .entries(IntStream.range(0, entries)
                        .mapToObj(i -> entry(i, delaySeconds))
                        .toList()));
    }

    private SendMessageBatchRequestEntry entry(int id, int delaySeconds) {
        BenchMessage message = BenchMessage.sentNow(number.incrementAndGet(), false);
        return SendMessageBatchRequestEntry.builder()
                .id(Integer.toString(id))
                .delaySeconds(delaySeconds)
                .messageBody(message.body())
                .messageAttributes(attributes(message))
                .build();
    }

    private static Map<String, MessageAttributeValue> attributes(BenchMessage message) {
        return message.attributes().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, attribute -> MessageAttributeValue.builder()
                        .dataType("String")
                        .stringValue(attribute.getValue())
                        .build()));
    }

    @Override
    public void send(String queue, int perSecond, boolean withSlow) {
        String url = url(queue);
        sending.put(queue, Thread.startVirtualThread(() -> {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                long start = System.nanoTime();
                for (int sent = 0; ; sent++) {
                    Thread.sleep(Duration.ofNanos(
                            Math.max(0, start + sent * 1_000_000_000L / perSecond - System.nanoTime())));
                    boolean slow = withSlow && BenchMessage.isSlow(sent);
                    threads.submit(() -> sendOne(url, slow));
                }
            } catch (InterruptedException e) {
                // stopped
            }
        }));
    }

    private void sendOne(String url, boolean slow) {
        BenchMessage message = BenchMessage.sentNow(number.incrementAndGet(), slow);
        clients.sqs()
                .sendMessage(request ->
                        request.queueUrl(url).messageBody(message.body()).messageAttributes(attributes(message)));
    }

    @Override
    public void stop(String queue) throws InterruptedException {
        Thread sender = sending.remove(queue);
        if (sender != null) {
            sender.interrupt();
            sender.join();
        }
        takeOut(url(queue));
    }

    /** PurgeQueue is allowed once in a minute only. */
    private void takeOut(String url) {
        List<Message> rest;
        do {
            rest = clients.sqs()
                    .receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(MOST_ENTRIES))
                    .messages();
            rest.forEach(message -> clients.sqs()
                    .deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle())));
        } while (!rest.isEmpty());
    }

    @Override
    public int remaining(String queue) {
        List<QueueAttributeName> counts = List.of(
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
        String url = url(queue);
        return clients
                .sqs()
                .getQueueAttributes(request -> request.queueUrl(url).attributeNames(counts))
                .attributes()
                .values()
                .stream()
                .mapToInt(Integer::parseInt)
                .sum();
    }

    private String url(String queue) {
        return station.endpoint() + "/" + Place.LOCAL.account() + "/" + queue;
    }

    @Override
    public int calls(String queue) {
        try {
            String calls = LocalHttp.get(station.endpoint().resolve(ControlRoutes.PATH + "calls"), PATIENCE)
                    .body();
            return new JsonArray(calls)
                    .stream()
                            .map(JsonObject.class::cast)
                            .filter(call -> CONSUMERS_CALL.contains(call.getString("action"))
                                    && call.getString("resource").endsWith(":" + queue))
                            .mapToInt(call -> call.getInteger("count"))
                            .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        sending.values().forEach(Thread::interrupt);
        clients.close();
        relay.close();
        station.close();
    }
}
