package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation says is so: its commands work as they stand there, and its links lead somewhere. */
class DocumentationIT {
    private static final Pattern COMMAND = Pattern.compile("^\\./station ([^#\\n]*)", Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#]+)");

    /** Every test here begins with the first, CI is the second, and the last one does what CI compares. */
    private static final List<String> RUN_ELSEWHERE = List.of("up", "verify", "fidelity");

    @Test
    void theCommandsOfTheReadmeAndTheExampleListsWorkAsTheyStandThere() throws IOException {
        try (Station station = Station.up("documentation")) {
            List<List<String>> commands = COMMAND.matcher(read(Shell.ROOT.resolve("README.md")))
                    .results()
                    .map(command -> Arrays.asList(command.group(1).trim().split("\\s+")))
                    .filter(words -> !RUN_ELSEWHERE.contains(words.getFirst()))
                    .toList();
            assertThat(commands)
                    .extracting(List::getFirst)
                    .contains("invite", "token", "status", "logs", "doctor", "plan", "dlq", "down");

            for (Path list : examples()) {
                Shell.Result result = station.run(
                        "invite", "--team=examples", Shell.ROOT.relativize(list).toString());
                assertThat(result.exit()).as(list + "\n" + result.all()).isZero();
                assertThat(result.out()).doesNotContain("Nobody was invited");
            }
            for (List<String> words : commands) {
                Shell.Result result = station.shell("./station " + String.join(" ", words));
                assertThat(result.exit()).as(words + "\n" + result.all()).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void linksWithinTheRepositoryLeadSomewhere(Path page) {
        assertThat(LINK.matcher(read(page)).results().map(MatchResult::group).map(link -> link.substring(2)))
                .allSatisfy(link ->
                        assertThat(page.resolveSibling(link).normalize()).exists());
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> examples = Files.list(Shell.ROOT.resolve("docs/examples"))) {
            List<Path> lists = examples.toList();
            assertThat(lists).hasSize(3);
            return lists;
        }
    }

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(Shell.ROOT.resolve("docs"))) {
            return Stream.concat(
                    Stream.of(Shell.ROOT.resolve("README.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).toList().stream());
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
