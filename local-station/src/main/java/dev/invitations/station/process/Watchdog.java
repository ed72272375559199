package dev.invitations.station.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts child processes that end with this process, even when it is killed ({@code kill -9}): a small shell process
 * reads from a pipe whose other end only this JVM holds, and at its end terminates whoever is still registered.
 *
 * <p>A process is registered before its program runs and forgotten as soon as its exit is seen, so the shell never
 * signals a process id that has come to mean something else. It works for any program: a JVM, a native image, Redis.
 */
public final class Watchdog implements AutoCloseable {
    /** How long a process has to end after SIGTERM before it gets SIGKILL, in seconds. */
    private static final int PATIENCE = 15;

    private static final String WATCH = """
            trap '' INT HUP TERM
            pids=' '
            while read -r word pid; do
              case $word in
                watch) pids="$pids$pid " ;;
                forget) case $pids in *" $pid "*) pids="${pids%%%% $pid *} ${pids#* $pid }" ;; esac ;;
              esac
            done
            remaining() { for pid in $pids; do kill -0 $pid 2>/dev/null && return 0; done; return 1; }
            for pid in $pids; do kill -TERM $pid 2>/dev/null; done
            patience=%d
            while [ $patience -gt 0 ] && remaining; do
              sleep 1
              patience=$((patience - 1))
            done
            for pid in $pids; do kill -KILL $pid 2>/dev/null; done
            """.formatted(PATIENCE);

    /**
     * Waits to be registered, then becomes the program. Ctrl-C in a terminal reaches every process of the group: it is
     * ignored here, since it is for the parent to end its children, in its order.
     */
    private static final String WHEN_REGISTERED = "trap '' INT HUP; read -r _ || exit; exec \"$@\" </dev/null";

    private final Process shell;
    private final Writer pipe;

    public Watchdog() {
        try {
            shell = new ProcessBuilder("sh", "-c", WATCH)
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("The watchdog, a process of sh, cannot be started", e);
        }
        pipe = shell.outputWriter(StandardCharsets.US_ASCII);
    }

    /**
     * Starts a program, its output appended to a file.
     *
     * @param environment added to this process's own
     * @throws UncheckedIOException where the file cannot be written, or no process can be started
     */
    public Process start(List<String> program, Map<String, String> environment, Path directory, Path output) {
        List<String> command = new ArrayList<>(List.of("sh", "-c", WHEN_REGISTERED, "sh"));
        command.addAll(program);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            tell("watch " + process.pid());
            process.onExit().thenRun(() -> tell("forget " + process.pid()));
            try (Writer go = process.outputWriter(StandardCharsets.US_ASCII)) {
                go.write("go\n");
            }
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(program.getFirst() + " cannot be started", e);
        }
    }

    private synchronized void tell(String line) {
        try {
            pipe.write(line + "\n");
            pipe.flush();
        } catch (IOException e) {
            // The shell itself was killed. The processes go on; they are only no longer guarded.
        }
    }

    /** Terminates every process still registered, and waits until all are gone. */
    @Override
    public void close() {
        try {
            pipe.close();
        } catch (IOException e) {
            // the shell is gone, and with it what there was to close
        }
        boolean interrupted = false;
        while (true) {
            try {
                shell.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** The process id of the shell that watches. */
    public long pid() {
        return shell.pid();
    }
}
