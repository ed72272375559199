package dev.invitations.station.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Who listens on a port, as far as the system tells: Linux by {@code /proc}, others by {@code lsof}. */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final String LISTENING = "0A";
    private static final int LONGEST = 100;

    private PortHolder() {}

    /** A process in words, such as {@code process 4242 (python3 http.server 8080)}. */
    static Optional<String> of(int port) {
        Optional<Long> pid = Files.isDirectory(PROC.resolve("net")) ? pidByProc(port) : pidByLsof(port);
        return pid.map(PortHolder::words);
    }

    private static String words(long pid) {
        String command = ProcessHandle.of(pid)
                .flatMap(process ->
                        process.info().commandLine().or(() -> process.info().command()))
                .map(PortHolder::abridged)
                .orElse("");
        return "process " + pid + (command.isEmpty() ? "" : " (" + command + ")");
    }

    /** The program and what it was told, without its options: a JVM's hide what it runs. */
    private static String abridged(String commandLine) {
        String words = Arrays.stream(commandLine.strip().split("\\s+"))
                .filter(word -> !word.startsWith("-"))
                .collect(Collectors.joining(" "));
        return words.length() > LONGEST ? words.substring(0, LONGEST) + "..." : words;
    }

    private static Optional<Long> pidByProc(int port) {
        return Stream.of("net/tcp", "net/tcp6")
                .map(PROC::resolve)
                .flatMap(table -> inode(table, port).stream())
                .flatMap(inode -> pidWithSocket("socket:[" + inode + "]").stream())
                .findFirst();
    }

    /** The table's columns: sl, local address (hexadecimal), remote address, state, ..., inode as the tenth. */
    private static Optional<String> inode(Path table, int port) {
        String suffix = ":%04X".formatted(port);
        try (Stream<String> lines = Files.lines(table)) {
            return lines.map(line -> line.strip().split("\\s+"))
                    .filter(columns ->
                            columns.length > 9 && columns[1].endsWith(suffix) && columns[3].equals(LISTENING))
                    .map(columns -> columns[9])
                    .findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Long> pidWithSocket(String socket) {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> holds(PROC.resolve(pid + "/fd"), socket))
                .findFirst();
    }

    /** Other people's processes do not show their files: then nobody can tell. */
    private static boolean holds(Path files, String socket) {
        try (Stream<Path> descriptors = Files.list(files)) {
            return descriptors.anyMatch(descriptor -> linksTo(descriptor, socket));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean linksTo(Path descriptor, String target) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(target);
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<Long> pidByLsof(int port) {
        try {
            Process lsof = new ProcessBuilder("lsof", "-nP", "-t", "-iTCP:" + port, "-sTCP:LISTEN")
                    .redirectErrorStream(true)
                    .start();
            String first = lsof.inputReader().readLine();
            lsof.waitFor(5, TimeUnit.SECONDS);
            return Optional.ofNullable(first)
                    .filter(line -> line.matches("\\d+"))
                    .map(Long::valueOf);
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
