package dev.invitations.topology.dlq;

import dev.invitations.contract.topology.DidYouMean;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What is to be done with a dead-letter queue, and which options belong to it. */
enum Action {
    LIST("--max", "--json"),
    PEEK("--max", "--json"),
    REDRIVE("--rate"),
    PURGE("--yes");

    private final List<String> options;

    Action(String... options) {
        this.options = List.of(options);
    }

    /** Whether the option says something to it. */
    boolean takes(String option) {
        return options.contains(option);
    }

    /** As it is typed. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Action::word).toList();
    }

    /** Reads one as it is typed. */
    static final class Converter implements ITypeConverter<Action> {
        @Override
        public Action convert(String typed) {
            return Arrays.stream(values())
                    .filter(action -> action.word().equals(typed))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException(
                            "\"" + typed + "\" is nothing to do; " + DidYouMean.among(words(), typed)));
        }
    }
}
