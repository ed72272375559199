package dev.invitations.topology.command;

import java.io.Console;
import java.util.Optional;

/** Asks the person at the terminal. */
@FunctionalInterface
public interface Question {

    /** What was typed, or empty where there is no terminal to ask at. */
    Optional<String> ask(String question);

    /** The terminal that the command was typed at. */
    static Question atTerminal() {
        return question -> {
            Console console = System.console();
            return console != null && console.isTerminal()
                    ? Optional.ofNullable(console.readLine("%s ", question))
                    : Optional.empty();
        };
    }
}
