package dev.invitations.topology.command;

import java.io.Console;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a person can be asked. */
public interface Terminal {

    /** Whether there is one. */
    boolean isThere();

    /** What was typed as an answer, or empty where nothing was, or nobody is there. */
    Optional<String> ask(String question);

    /** Asks, and returns whether the answer is yes. */
    default boolean confirms(String question) {
        return ask(question + " [y/N]")
                .map(answer -> answer.strip().toLowerCase(Locale.ROOT))
                .filter(Set.of("y", "yes")::contains)
                .isPresent();
    }

    /** The terminal in which this process was started. */
    static Terminal ofThisProcess() {
        Console console = System.console();
        return new Terminal() {
            @Override
            public boolean isThere() {
                return console != null && console.isTerminal();
            }

            @Override
            public Optional<String> ask(String question) {
                return isThere() ? Optional.ofNullable(console.readLine("%s ", question)) : Optional.empty();
            }
        };
    }
}
