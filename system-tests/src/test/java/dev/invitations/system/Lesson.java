package dev.invitations.system;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A page of {@code docs/lessons}: what one types, and what one sees then. */
final class Lesson {
    private static final Pattern STEP =
            Pattern.compile("```sh( again)?\\n(.*?)```\\n(?:\\n```text\\n(.*?)```)?", Pattern.DOTALL);

    private Lesson() {}

    /**
     * A command with its answer.
     *
     * @param again whether one looks until one sees it: the block of the command is marked {@code sh again}
     * @param shown where the lesson has an ellipsis, anything may stand
     */
    record Step(String command, boolean again, Pattern shown) {}

    static List<Step> stepsOf(String page) {
        return STEP.matcher(page)
                .results()
                .map(step -> new Step(step.group(2).strip(), step.group(1) != null, shown(step.group(3))))
                .toList();
    }

    private static Pattern shown(String text) {
        String expected = text == null ? "…" : text.strip();
        return Pattern.compile(
                Arrays.stream(expected.split("…", -1)).map(Pattern::quote).collect(Collectors.joining(".*")),
                Pattern.DOTALL);
    }
}
