package dev.invitations.system;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Free ports, so that a test disturbs nothing that runs on the machine. No port is given twice, and none of those that
 * systems give to outgoing connections, which may take it before the service does.
 */
final class Ports {
    private static final int FIRST_OF_OUTGOING = 32_768;
    private static final AtomicInteger NEXT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(15_000, 25_000));

    private Ports() {}

    static int free() {
        int port = NEXT.getAndIncrement();
        while (!isFree(port)) {
            port = NEXT.getAndIncrement();
        }
        if (port >= FIRST_OF_OUTGOING) {
            throw new AssertionError("no port is free up to " + port);
        }
        return port;
    }

    private static boolean isFree(int port) {
        try (ServerSocket _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
