package dev.invitations.email;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A mail server that takes everything, but for what it is told to answer otherwise. */
final class ScriptedSmtp implements AutoCloseable {
    /** The reply of a server that does not reply until it is {@link #wake woken}. */
    static final String SILENCE = "silence";

    /** The reply of a server that hangs up. */
    static final String HANG_UP = "hang up";

    private static final Map<String, String> FRIENDLY = Map.of(
            "CONNECT", "220 scripted",
            "DATA", "354 go on",
            "QUIT", "221 bye",
            "AUTH", "235 welcome");

    private final ServerSocket server;
    private final Thread accepting;
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch awake = new CountDownLatch(1);
    private volatile Duration delay = Duration.ZERO;

    ScriptedSmtp() {
        this(0);
    }

    ScriptedSmtp(int port) {
        script.put("EHLO", "250-scripted\r\n250-AUTH PLAIN\r\n250 ENHANCEDSTATUSCODES");
        try {
            server = new ServerSocket(port, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        accepting = Thread.startVirtualThread(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Answers a command, or {@code CONNECT}, or the end of a mail ({@code .}), with a reply; CRLF is added. */
    ScriptedSmtp answering(String command, String reply) {
        script.put(command, reply);
        return this;
    }

    /** Takes its time for every reply. */
    void answeringAfter(Duration time) {
        delay = time;
    }

    ScriptedSmtp withPipelining() {
        return answering("EHLO", "250-scripted\r\n250-AUTH PLAIN\r\n250-PIPELINING\r\n250 ENHANCEDSTATUSCODES");
    }

    /** Ends the silence: connections that were met with it go on as if nothing had been. */
    void wake() {
        script.values().remove(SILENCE);
        awake.countDown();
    }

    /** The mails taken, as they came over the wire. */
    List<String> mails() {
        return mails;
    }

    List<String> commands() {
        return commands;
    }

    /** How many connections there were. */
    int connections() {
        return connections.get();
    }

    /** How many connections the client has not closed. */
    long stillOpen() {
        return open.size();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.startVirtualThread(() -> converse(socket));
            } catch (IOException e) {
                // Closed, which ends the loop.
            }
        }
    }

    private void converse(Socket socket) {
        try (socket;
                BufferedReader in = new BufferedReader(
                        new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
                OutputStream out = socket.getOutputStream()) {
            String reply = reply("CONNECT", out);
            while (!reply.startsWith("221")) {
                String line = in.readLine();
                if (line == null) {
                    break;
                }
                commands.add(line);
                String verb = line.split("[ :]")[0];
                reply = reply(verb, out);
                if (verb.equals("DATA") && reply.startsWith("354")) {
                    String mail = mail(in);
                    // Before the reply, after which a test may look.
                    if (!script.containsKey(".")) {
                        mails.add(mail);
                    }
                    reply(".", out);
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client or this server hung up.
        } finally {
            open.remove(socket);
        }
    }

    /** Reads to the line with a dot, character by character: a bare LF must show. */
    private static String mail(BufferedReader in) throws IOException {
        StringBuilder mail = new StringBuilder();
        while (!mail.toString().endsWith("\r\n.\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("the client hung up in the middle of a mail");
            }
            mail.append((char) next);
        }
        return mail.toString();
    }

    private String reply(String command, OutputStream out) throws IOException, InterruptedException {
        String reply = script.getOrDefault(command, FRIENDLY.getOrDefault(command, "250 2.0.0 fine"));
        awake.await(delay.toMillis(), TimeUnit.MILLISECONDS);
        if (reply.equals(SILENCE)) {
            awake.await();
            reply = FRIENDLY.getOrDefault(command, "250 2.0.0 fine");
        }
        if (reply.equals(HANG_UP)) {
            throw new IOException("hanging up");
        }
        out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return reply;
    }

    @Override
    public void close() throws IOException {
        server.close();
        awake.countDown();
        for (Socket socket : open) {
            socket.close();
        }
        // The port is free for another server only once nothing accepts any more.
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
