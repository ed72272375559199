package dev.invitations.station.invite;

import java.io.Console;
import java.io.PrintWriter;

/** One line on a terminal that fills as the rows are answered; elsewhere nothing. */
final class ProgressBar implements AutoCloseable {
    private static final int WIDTH = 40;
    private static final String CLEAR = "\r\033[K";

    private final long total;
    private final PrintWriter terminal;
    private long shownPercent = -1;

    /** @param terminal {@code null} for none */
    ProgressBar(long total, PrintWriter terminal) {
        this.total = total;
        this.terminal = terminal;
    }

    static ProgressBar onTerminal(long total, PrintWriter err) {
        Console console = System.console();
        return new ProgressBar(total, console != null && console.isTerminal() ? err : null);
    }

    void show(long done) {
        long percent = total == 0 ? 100 : Math.min(100, done * 100 / total);
        if (terminal == null || percent == shownPercent) {
            return;
        }
        shownPercent = percent;
        int filled = (int) (percent * WIDTH / 100);
        terminal.print(CLEAR + "[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + done + " of "
                + Math.max(done, total));
        terminal.flush();
    }

    /** Makes room for a line of text; the next {@link #show} draws the bar anew. */
    void clear() {
        if (terminal != null && shownPercent >= 0) {
            terminal.print(CLEAR);
            terminal.flush();
            shownPercent = -1;
        }
    }

    @Override
    public void close() {
        clear();
    }
}
