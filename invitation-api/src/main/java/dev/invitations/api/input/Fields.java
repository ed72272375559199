package dev.invitations.api.input;

import dev.invitations.http.Invalid;
import io.quarkiverse.resteasy.problem.validation.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Named texts that someone sent, as a JSON object or as a row of a list, with what is wrong with them. Nothing is
 * thrown at the first mistake, so that the sender learns of all of them at once.
 */
public final class Fields {
    private final Map<String, String> texts;
    private final Violation.In in;
    private final List<Violation> violations = new ArrayList<>();
    private final Set<String> refused = new HashSet<>();

    public Fields(Map<String, String> texts, Violation.In in) {
        this.texts = texts;
        this.in = in;
    }

    /** Notes that {@code field} can't be taken, and why. */
    public void refuse(String field, String why) {
        refused.add(field);
        violations.add(in.field(field).message(why));
    }

    /**
     * The field without white space around it, or empty where it is missing, blank or refused.
     *
     * @param problem says what is wrong with a text, if anything
     */
    public Optional<String> text(String field, Function<String, Optional<String>> problem) {
        Optional<String> text =
                Optional.ofNullable(texts.get(field)).map(String::strip).filter(value -> !value.isEmpty());
        text.flatMap(problem).ifPresent(why -> refuse(field, why));
        return text.filter(_ -> !refused.contains(field));
    }

    /** Like {@link #text}, but a missing or blank field is refused; {@code example} says what would be right. */
    public Optional<String> required(String field, String example, Function<String, Optional<String>> problem) {
        Optional<String> text = text(field, problem);
        if (text.isEmpty() && !refused.contains(field)) {
            refuse(field, "is missing; it is needed, such as \"" + example + "\"");
        }
        return text;
    }

    /**
     * @throws Invalid with everything that was refused, if anything was
     */
    public void throwIfRefused() {
        if (!violations.isEmpty()) {
            throw new Invalid(violations);
        }
    }
}
