package dev.invitations.station.launcher;

import dev.invitations.station.StationFailure;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.stream.Collectors;

/** Looks whether every port can be had, before anything is started. */
final class FreePorts {
    private FreePorts() {}

    /** @throws StationFailure names each port that is taken, who holds it, and the option that changes it */
    static void require(Map<String, Integer> portsByOption) {
        String taken = portsByOption.entrySet().stream()
                .filter(port -> isTaken(port.getValue()))
                .map(port -> "Port %d is taken by %s: end it, or use another port with %s"
                        .formatted(
                                port.getValue(),
                                PortHolder.of(port.getValue())
                                        .orElse("another program (the system does not tell which)"),
                                port.getKey()))
                .collect(Collectors.joining("\n"));
        if (!taken.isEmpty()) {
            throw StationFailure.failed(taken);
        }
    }

    /** Asks both ways: some systems let a port be bound that a server on all addresses already serves. */
    private static boolean isTaken(int port) {
        try (Socket client = new Socket()) {
            client.connect(new InetSocketAddress("127.0.0.1", port), 500);
            return true;
        } catch (IOException nobodyAnswers) {
            try (ServerSocket server = new ServerSocket()) {
                server.setReuseAddress(true);
                server.bind(new InetSocketAddress("127.0.0.1", port));
                return false;
            } catch (IOException bound) {
                return true;
            }
        }
    }
}
