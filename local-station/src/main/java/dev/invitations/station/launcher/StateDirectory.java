package dev.invitations.station.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Where one run keeps its state: what runs, the logs, Redis's data, the secret that signs accept links. */
public final class StateDirectory {
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Where it is unless an option says otherwise, in the repository. */
    static final String USUAL = "target/station";

    /** The environment variable that says otherwise, for all commands in a terminal. */
    static final String VARIABLE = "INVITATIONS_STATE";

    private final Path path;

    /** The one of a station that was started without naming another by its option. */
    public static StateDirectory usual() {
        return new StateDirectory(Repository.root().resolve(System.getenv().getOrDefault(VARIABLE, USUAL)));
    }

    public StateDirectory(Path path) {
        this.path = path.toAbsolutePath().normalize();
    }

    Path path() {
        return path;
    }

    Path logs() {
        return path.resolve("logs");
    }

    Path log(String service) {
        return logs().resolve(service + ".log");
    }

    /** Held by the launcher as long as it lives, however it ends; empty where another one holds it. */
    Optional<FileLock> lock() {
        try {
            Files.createDirectories(logs());
            FileChannel file =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            Optional<FileLock> lock = Optional.ofNullable(file.tryLock());
            if (lock.isEmpty()) {
                file.close();
            }
            return lock;
        } catch (IOException e) {
            throw new UncheckedIOException("The state directory " + path + " cannot be used", e);
        }
    }

    /** What runs; empty where nothing does, also where a launcher left its state behind when it was killed. */
    public Optional<RunState> running() {
        try {
            return Optional.of(RunState.fromJson(Files.readString(file())))
                    .filter(state -> state.launcher().alive().isPresent());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(file() + " cannot be read", e);
        }
    }

    /** The port a running station uses for what {@code option} sets, else {@code otherwise}. */
    public int port(String option, int otherwise) {
        return running().map(state -> state.ports().get(option)).orElse(otherwise);
    }

    synchronized void write(RunState state) {
        try {
            Path next = path.resolve("state.json.next");
            Files.writeString(next, state.toJson());
            Files.move(next, file(), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(file() + " cannot be written", e);
        }
    }

    synchronized void forget() {
        try {
            Files.deleteIfExists(file());
        } catch (IOException e) {
            throw new UncheckedIOException(file() + " cannot be deleted", e);
        }
    }

    private Path file() {
        return path.resolve("state.json");
    }

    /** Signs the links in the e-mails; made once for each state directory, so links outlive a restart. */
    String acceptSecret() {
        Path file = path.resolve("accept-secret");
        try {
            if (!Files.exists(file)) {
                byte[] random = new byte[32];
                new SecureRandom().nextBytes(random);
                Files.createDirectories(path);
                Files.writeString(
                        Files.createFile(file, OWNER_ONLY), Base64.getEncoder().encodeToString(random));
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be used", e);
        }
    }
}
