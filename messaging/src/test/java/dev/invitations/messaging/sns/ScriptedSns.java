package dev.invitations.messaging.sns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** An SNS that answers as a test wants, down to half an answer or none: what the local station never would. */
final class ScriptedSns implements AutoCloseable {
    /** What a client sent: the parameters of the Query protocol. */
    record Call(Map<String, String> parameters) {
        boolean isBatch() {
            return parameters.get("Action").equals("PublishBatch");
        }

        /** The bodies of its messages by the ids of their entries; that of a single message has none. */
        Map<String, String> bodies() {
            if (!isBatch()) {
                return Map.of("", parameters.get("Message"));
            }
            return IntStream.rangeClosed(1, 10)
                    .mapToObj(i -> "PublishBatchRequestEntries.member." + i + ".")
                    .filter(entry -> parameters.containsKey(entry + "Id"))
                    .collect(Collectors.toMap(
                            entry -> parameters.get(entry + "Id"),
                            entry -> parameters.get(entry + "Message"),
                            (one, _) -> one,
                            TreeMap::new));
        }
    }

    /** What the server does with a connection once it has read a call. */
    @FunctionalInterface
    interface Answer {
        void give(Socket connection) throws Exception;
    }

    private final ServerSocket server;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private volatile Function<Call, Answer> script = ScriptedSns::taken;

    ScriptedSns() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    URI endpoint() {
        return URI.create("http://localhost:" + server.getLocalPort());
    }

    /** What was called, in order. */
    List<Call> calls() {
        return calls;
    }

    /** The bodies of all messages of all calls, in the order of the calls. */
    List<String> bodies() {
        return calls.stream().flatMap(call -> call.bodies().values().stream()).toList();
    }

    void script(Function<Call, Answer> newScript) {
        script = newScript;
    }

    /** These answers first, then all is taken. */
    void first(Answer... answers) {
        var left = new ConcurrentLinkedQueue<>(List.of(answers));
        script = call -> {
            Answer next = left.poll();
            return next == null ? taken(call) : next;
        };
    }

    /** All of the call is taken. */
    static Answer taken(Call call) {
        return call.isBatch()
                ? batch(call.bodies().keySet().stream().map(ScriptedSns::successful), Stream.empty())
                : xml(
                        200,
                        "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>");
    }

    /** An answer to a batch. */
    static Answer batch(Stream<String> successful, Stream<String> failed) {
        return xml(
                200,
                "<PublishBatchResponse><PublishBatchResult><Failed>" + failed.collect(Collectors.joining())
                        + "</Failed><Successful>" + successful.collect(Collectors.joining())
                        + "</Successful></PublishBatchResult></PublishBatchResponse>");
    }

    static String successful(String id) {
        return "<member><MessageId>m</MessageId><Id>" + id + "</Id></member>";
    }

    static String failed(String id, boolean senderFault, String code) {
        return "<member><Id>" + id + "</Id><Code>" + code + "</Code><Message>because</Message><SenderFault>"
                + senderFault + "</SenderFault></member>";
    }

    static Answer error(int status, String code) {
        return error(status, code, "because");
    }

    static Answer error(int status, String code, String message) {
        return xml(
                status,
                "<ErrorResponse><Error><Type>Sender</Type><Code>" + code + "</Code><Message>" + message
                        + "</Message></Error><RequestId>r</RequestId></ErrorResponse>");
    }

    /** 200, and nothing about what became of the call. */
    static Answer saysNothing() {
        return xml(200, "<PublishResponse><PublishResult></PublishResult></PublishResponse>");
    }

    static Answer half() {
        return connection -> connection
                .getOutputStream()
                .write("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n<PublishResponse><Publ".getBytes(UTF_8));
    }

    static Answer lost() {
        return connection -> connection.setSoLinger(true, 0);
    }

    /** The connection stays open for good. */
    Answer silence() {
        return _ -> closed.await();
    }

    private static Answer xml(int status, String body) {
        String head = "HTTP/1.1 " + status + " x\r\nContent-Type: text/xml\r\nConnection: close\r\nDate: "
                + DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(ZoneOffset.UTC))
                + "\r\nContent-Length: "
                + body.length() + "\r\n\r\n";
        return connection -> connection.getOutputStream().write((head + body).getBytes(UTF_8));
    }

    private void accept() {
        try {
            while (true) {
                Socket connection = server.accept();
                Thread.ofVirtual().start(() -> serve(connection));
            }
        } catch (IOException _) {
            // closed
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            Call call = read(new BufferedReader(new InputStreamReader(connection.getInputStream(), ISO_8859_1)));
            calls.add(call);
            script.apply(call).give(connection);
        } catch (IOException | InterruptedException _) {
            // the client has gone
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static Call read(BufferedReader in) throws IOException {
        int length = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        char[] body = new char[length];
        for (int read = 0; read < length; ) {
            int more = in.read(body, read, length - read);
            if (more < 0) {
                throw new IOException("the client has gone");
            }
            read += more;
        }
        return new Call(Stream.of(new String(body).split("&"))
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], UTF_8),
                        pair -> URLDecoder.decode(pair[1], UTF_8),
                        (one, _) -> one,
                        TreeMap::new)));
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
