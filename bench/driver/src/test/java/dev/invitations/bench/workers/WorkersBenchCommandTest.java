package dev.invitations.bench.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What it refuses; what it measures is for who runs it to judge. */
class WorkersBenchCommandTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --rounds=0            | --rounds 0 is refused: it is a number from 1 to 50
                    --messages=100001     | --messages 100001 is refused: it is a number from 1 to 100000
                    --only=bare,sprong    | --only sprong is refused: there are invitations, spring, spring-tuned
                    --only=bare --write   | --write is refused with --only or --stub-only
                    --clients --only=bare | --clients is refused with --only
                    --stub-only --write   | --write is refused with --only or --stub-only""")
    void what_it_cannot_do_it_says(String options, String why) {
        StringWriter err = new StringWriter();

        int exitCode =
                WorkersBenchCommand.commandLine().setErr(new PrintWriter(err)).execute(options.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(err.toString()).contains(why);
    }
}
