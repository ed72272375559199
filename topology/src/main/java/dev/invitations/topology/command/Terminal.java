package dev.invitations.topology.command;

import java.io.Console;
import java.util.Locale;
import java.util.Set;

/** Where a person can be asked. */
public interface Terminal {

    /** Whether there is one. */
    boolean isThere();

    /** Asks, and returns whether the answer is yes. */
    boolean confirms(String question);

    /** The terminal in which this process was started. */
    static Terminal ofThisProcess() {
        Console console = System.console();
        return new Terminal() {
            @Override
            public boolean isThere() {
                return console != null && console.isTerminal();
            }

            @Override
            public boolean confirms(String question) {
                String answer = console.readLine("%s [y/N] ", question);
                return answer != null
                        && Set.of("y", "yes").contains(answer.strip().toLowerCase(Locale.ROOT));
            }
        };
    }
}
