package dev.invitations.station.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Prints what a log file holds, and then what is appended to it. */
final class LogTail implements AutoCloseable {
    private final RandomAccessFile file;
    private final PrintWriter out;

    LogTail(Path log, PrintWriter out) throws IOException {
        this.file = new RandomAccessFile(log.toFile(), "r");
        this.out = out;
    }

    /** Prints and returns what has been written since the last call, up to the last whole line. */
    String print() throws IOException {
        long start = file.getFilePointer();
        if (file.length() < start) {
            start = 0;
        }
        file.seek(start);
        byte[] bytes = new byte[(int) Math.min(file.length() - start, 1 << 20)];
        file.readFully(bytes);
        int whole = bytes.length;
        while (whole > 0 && bytes[whole - 1] != '\n') {
            whole--;
        }
        String lines = new String(bytes, 0, whole, StandardCharsets.UTF_8);
        out.print(lines);
        out.flush();
        file.seek(start + whole);
        return lines;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
