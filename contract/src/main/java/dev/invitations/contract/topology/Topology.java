package dev.invitations.contract.topology;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The topics and subscriptions that {@code deploy/topology.yaml} declares; everything else is derived from them.
 *
 * @param prefix what is put in front of the name of every topic and queue, so that one account can hold several stations;
 *     may be empty
 */
public record Topology(String prefix, List<DeclaredTopic> topics) {
    /** The tag by which what was made for a topology is known from what others made; its value tells the prefix. */
    public static final String TAG = "invitation-station";

    private static final String FILE = "topology.yaml";

    /**
     * The topology this was built with, {@code deploy/topology.yaml}, for the environment of this process.
     *
     * @throws TopologyInvalid where the environment has a value for it that is none
     */
    public static Topology declared() {
        try (InputStream file = Topology.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is not on the class path: build the contract with Maven");
            }
            return read("deploy/" + FILE, new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a topology file in UTF-8.
     *
     * @throws TopologyInvalid lists every mistake in it with its place
     * @throws IOException where the file can't be read
     */
    public static Topology read(Path file) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory; expected a file such as deploy/topology.yaml");
        }
        try {
            return read(file.toString(), Files.readString(file));
        } catch (CharacterCodingException e) {
            throw new IOException(file + " is not written in UTF-8", e);
        }
    }

    /**
     * Reads a topology for the environment of this process.
     *
     * @param file names it in error messages
     * @throws TopologyInvalid lists every mistake in it with its place
     */
    public static Topology read(String file, String yaml) {
        return read(file, yaml, name -> Optional.ofNullable(System.getenv(name)));
    }

    /**
     * Reads a topology.
     *
     * @param file names it in error messages
     * @param environment what placeholders stand for
     * @throws TopologyInvalid lists every mistake in it with its place
     */
    public static Topology read(String file, String yaml, Function<String, Optional<String>> environment) {
        return TopologyFile.read(file, yaml, environment);
    }

    /** The subscription of that name, whichever topic it belongs to. */
    public Optional<DeclaredSubscription> subscription(String name) {
        return subscriptions()
                .filter(subscription -> subscription.name().equals(name))
                .findFirst();
    }

    /** All subscriptions, in the order of the file. */
    public Stream<DeclaredSubscription> subscriptions() {
        return topics.stream().flatMap(topic -> topic.subscriptions().stream());
    }

    /** Those that a worker receives from. */
    public Stream<QueueSubscription> queues() {
        return subscriptions().filter(QueueSubscription.class::isInstance).map(QueueSubscription.class::cast);
    }
}
