package dev.invitations.api;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTestProfile.TestResourceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Map;

/** A server that takes connections and says nothing, the worst one there is: whoever waits for it waits long. */
public class SilentServer implements QuarkusTestResourceLifecycleManager {
    private String property;
    private String scheme;
    private ServerSocket socket;

    /** One whose URL is the value of {@code property}. */
    static TestResourceEntry behind(String property, String scheme) {
        return new TestResourceEntry(SilentServer.class, Map.of("property", property, "scheme", scheme));
    }

    @Override
    public void init(Map<String, String> arguments) {
        property = arguments.get("property");
        scheme = arguments.get("scheme");
    }

    @Override
    public Map<String, String> start() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            return Map.of(property, scheme + "://localhost:" + socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void stop() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
