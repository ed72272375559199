package dev.invitations.api.list;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/**
 * The lines of an upload, whether they end in LF, CRLF or CR. A line that turned out not to belong to the row before can be given back,
 * and no line takes more memory than {@value #MAX_LENGTH} characters.
 */
final class UploadLines {
    static final int MAX_LENGTH = 65_536;

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int END = -1;

    /**
     * @param tooLong whether there was more on it than {@code text}
     */
    record Line(long number, String text, boolean tooLong) {}

    private final BufferedReader upload;
    private final Deque<Line> givenBack = new ArrayDeque<>();
    private boolean afterReturn;
    private long read;

    UploadLines(Reader upload) {
        this.upload = new BufferedReader(upload);
    }

    /** The next line, as soon as the upload has come so far. */
    Optional<Line> next() throws IOException {
        if (!givenBack.isEmpty()) {
            return Optional.of(givenBack.removeFirst());
        }
        int character = upload.read();
        if (read == 0 && character == BYTE_ORDER_MARK || afterReturn && character == '\n') {
            character = upload.read();
        }
        if (character == END) {
            return Optional.empty();
        }
        StringBuilder text = new StringBuilder();
        boolean tooLong = false;
        while (character != END && character != '\n' && character != '\r') {
            if (text.length() < MAX_LENGTH) {
                text.append((char) character);
            } else {
                tooLong = true;
            }
            character = upload.read();
        }
        // Whether a line feed follows is asked with the next line: it may not be uploaded yet.
        afterReturn = character == '\r';
        return Optional.of(new Line(++read, text.toString(), tooLong));
    }

    /** How many lines of the upload were read, also those that were given back. */
    long read() {
        return read;
    }

    /** Lets {@link #next()} return these lines again. */
    void giveBack(List<Line> lines) {
        lines.reversed().forEach(givenBack::addFirst);
    }
}
