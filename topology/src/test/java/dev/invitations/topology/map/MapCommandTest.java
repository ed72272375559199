package dev.invitations.topology.map;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class MapCommandTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine map =
            new CommandLine(new MapCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));

    @Test
    void without_a_format_it_draws_for_the_terminal() {
        assertThat(map.execute()).isZero();
        assertThat(out.toString()).contains("─▶ ").contains("email-worker-dlq");
    }

    @ParameterizedTest
    @CsvSource({"text,─▶", "mermaid,flowchart LR", "svg,<svg"})
    void each_format_is_printed(String format, String sign) {
        assertThat(map.execute("--format", format)).isZero();
        assertThat(out.toString()).contains(sign);
    }

    @Test
    void another_format_is_refused_with_those_that_there_are() {
        assertThat(map.execute("--format", "png")).isEqualTo(1);
        assertThat(err.toString()).contains("'png'").contains("[text, mermaid, svg]");
    }
}
