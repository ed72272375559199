package dev.invitations.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever does a lesson sees what it says, step by step. */
class LessonIT {
    private static final Path LESSONS = Shell.ROOT.resolve("docs/lessons");

    @ParameterizedTest(name = "{0}")
    @MethodSource("lessons")
    void everyStepShowsWhatTheLessonSays(String name) throws IOException {
        List<Lesson.Step> steps = Lesson.stepsOf(Files.readString(LESSONS.resolve(name)));
        assertThat(steps).isNotEmpty();
        try (Station station = Station.up("lesson-" + name.replace(".md", ""))) {
            for (Lesson.Step step : steps) {
                if (step.again()) {
                    await(step.command()).atMost(60, TimeUnit.SECONDS).untilAsserted(() -> take(step, station));
                } else {
                    take(step, station);
                }
            }
        }
    }

    private static void take(Lesson.Step step, Station station) {
        assertThat(station.shell(step.command()).all().strip())
                .as(step.command())
                .matches(step.shown());
    }

    static Stream<String> lessons() throws IOException {
        try (Stream<Path> files = Files.list(LESSONS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(file -> !file.equals("README.md"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }
}
