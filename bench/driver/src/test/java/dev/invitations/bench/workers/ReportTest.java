package dev.invitations.bench.workers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.invitations.bench.contender.Work;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final Entrant BARE = Entrant.named(List.of("bare")).getFirst();
    private static final String PLACE =
            "before\n<!-- ./station bench workers --write: from here -->\nold\n<!-- to here -->\nafter\n";

    @TempDir
    Path folder;

    private static Report report(double... messagesPerSecond) {
        Results results = new Results();
        for (double rate : messagesPerSecond) {
            results.add("the stub", Work.NONE, BARE, new Figures(rate, 0.1, 20, 0.2, 1, 2, 200));
        }
        return new Report("./station bench workers --write", results, List.of(BARE), messagesPerSecond.length, 10_000);
    }

    @Test
    void a_figure_is_the_median_with_the_least_and_the_most() {
        assertThat(report(300, 100, 200).toText()).contains("bare       200 (100-300)");
        assertThat(report(100, 200).toText()).contains("150 (100-200)");
    }

    @Test
    void it_replaces_what_was_written_before_and_nothing_else() throws IOException {
        Path page = Files.writeString(folder.resolve("benchmarks.md"), PLACE);

        report(100).write(page);
        report(200).write(page);

        assertThat(page)
                .content()
                .startsWith("before\n")
                .endsWith("\nafter\n")
                .contains("200 (200-200)", "Measured on")
                .doesNotContain("old", "100 (100-100)");
    }

    @Test
    void what_another_command_wrote_stays() throws IOException {
        String other = "<!-- ./station bench workers --clients --write: from here -->\nother\n<!-- to here -->\n";
        Path page = Files.writeString(folder.resolve("benchmarks.md"), other + PLACE + other);

        report(100).write(page);

        assertThat(page).content().startsWith(other + "before").endsWith("after\n" + other);
    }

    @Test
    void a_page_without_a_place_for_it_is_left_alone() throws IOException {
        Path page = Files.writeString(folder.resolve("benchmarks.md"), "nothing here");

        assertThatThrownBy(() -> report(100).write(page)).hasMessageContaining("has no place for it");

        assertThat(page).hasContent("nothing here");
    }
}
