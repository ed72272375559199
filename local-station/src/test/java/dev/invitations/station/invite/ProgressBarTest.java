package dev.invitations.station.invite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
    private final StringWriter terminal = new StringWriter();

    @Test
    void itFillsAndLeavesNothingBehind() {
        try (ProgressBar bar = new ProgressBar(4, new PrintWriter(terminal))) {
            bar.show(1);
            bar.show(4);
        }
        assertThat(terminal.toString().split("\r\033\\[K", -1))
                .containsExactly(
                        "",
                        "[##########                              ] 1 of 4",
                        "[########################################] 4 of 4",
                        "");
    }

    @Test
    void aLineOfTextBetweenIsNotOverwritten() {
        ProgressBar bar = new ProgressBar(2, new PrintWriter(terminal));
        bar.show(1);
        bar.clear();
        terminal.write("line 3: refused\n");
        bar.show(1);

        assertThat(terminal.toString())
                .endsWith("\r\033[Kline 3: refused\n\r\033[K[" + "#".repeat(20) + " ".repeat(20) + "] 1 of 2");
    }

    @Test
    void whereThereIsNoTerminalNothingIsPrinted() {
        try (ProgressBar bar = ProgressBar.onTerminal(10, new PrintWriter(terminal))) {
            bar.show(5);
            bar.clear();
        }
        assertThat(terminal.toString()).isEmpty();
    }

    @Test
    void aListThatGrewSinceItWasCountedFillsTheBarAndNoMore() {
        ProgressBar bar = new ProgressBar(0, new PrintWriter(terminal));
        bar.show(1);

        assertThat(terminal.toString()).endsWith("[" + "#".repeat(40) + "] 1 of 1");
    }
}
