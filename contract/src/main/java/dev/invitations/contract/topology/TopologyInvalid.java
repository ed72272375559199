package dev.invitations.contract.topology;

import java.util.List;
import java.util.stream.Collectors;

/** A topology file is refused. It lists every mistake in it, in the order of the file, and not only the first. */
public final class TopologyInvalid extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * One mistake.
     *
     * @param line from 1 on
     * @param column from 1 on
     * @param what says what is wrong and what would be right
     */
    public record Mistake(String file, int line, int column, String what) {

        /** As compilers write it, so that editors and terminals find the place: {@code file:line:column: what}. */
        @Override
        public String toString() {
            return file + ":" + line + ":" + column + ": " + what;
        }
    }

    private final transient List<Mistake> mistakes;

    TopologyInvalid(List<Mistake> mistakes) {
        super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("\n")));
        this.mistakes = List.copyOf(mistakes);
    }

    public List<Mistake> mistakes() {
        return mistakes;
    }
}
