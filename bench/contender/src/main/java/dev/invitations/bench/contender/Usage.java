package dev.invitations.bench.contender;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * What a process has used since it began.
 *
 * @param cpuNanos of all its threads, the JVM's own among them
 * @param allocatedBytes by all threads; a virtual one's count for its carrier
 * @param residentKiB the memory that it holds now (RSS); 0 where the machine doesn't tell
 */
public record Usage(long cpuNanos, long allocatedBytes, long residentKiB) {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Usage now() {
        return new Usage(PROCESS.getProcessCpuTime(), THREADS.getTotalThreadAllocatedBytes(), memory());
    }

    /** Asked of {@code ps}, which macOS has as well. */
    private static long memory() {
        try {
            Process ps = new ProcessBuilder(
                            "ps",
                            "-o",
                            "rss=",
                            "-p",
                            Long.toString(ProcessHandle.current().pid()))
                    .start();
            return Long.parseLong(new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip());
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
