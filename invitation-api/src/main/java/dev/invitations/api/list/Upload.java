package dev.invitations.api.list;

import dev.invitations.api.input.Texts;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a request while it arrives, up to {@value #MAX_BYTES} bytes of it. */
final class Upload extends FilterInputStream {
    static final long MAX_BYTES = 16 * 1024 * 1024;

    /** There was more. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1;

        TooLarge() {
            super("the list is larger than " + Texts.number(MAX_BYTES) + " bytes, the most that is read");
        }
    }

    private long remaining = MAX_BYTES;

    Upload(InputStream body) {
        super(body);
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        return value < 0 ? value : counted(1, value);
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        return counted(Math.max(count, 0), count);
    }

    private int counted(int count, int result) throws IOException {
        remaining -= count;
        if (remaining < 0) {
            throw new TooLarge();
        }
        return result;
    }

    /** Decoders wait for what is said to be available; the server says so of all that is still to be uploaded. */
    @Override
    public int available() {
        return 0;
    }
}
