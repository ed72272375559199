package dev.invitations.station.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.station.FreePort;
import dev.invitations.station.StationFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreePortsTest {
    private static final String THIS_PROCESS =
            "process " + ProcessHandle.current().pid() + " (";

    @Test
    void freePortsAreFine() {
        assertThatCode(() -> FreePorts.require(Map.of("--api-port", FreePort.any(), "--aws-port", FreePort.any())))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "0.0.0.0", "::"})
    void aTakenPortIsToldWithWhoHoldsItAndTheOption(String address) throws IOException {
        try (ServerSocket taken = listening(address)) {
            assertThatThrownBy(() -> FreePorts.require(Map.of("--api-port", taken.getLocalPort())))
                    .isInstanceOf(StationFailure.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort() + " is taken by " + THIS_PROCESS)
                    .hasMessageContaining("--api-port");
        }
    }

    @Test
    void everyTakenPortIsTold() throws IOException {
        try (ServerSocket one = listening("127.0.0.1");
                ServerSocket two = listening("127.0.0.1")) {
            assertThatThrownBy(() -> FreePorts.require(
                            Map.of("--api-port", one.getLocalPort(), "--aws-port", two.getLocalPort())))
                    .hasMessageContainingAll(
                            "Port " + one.getLocalPort() + " ", "Port " + two.getLocalPort() + " ", "--aws-port");
        }
    }

    private static ServerSocket listening(String address) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
        return socket;
    }
}
