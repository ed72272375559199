package dev.invitations.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What was sent can't be taken: a 400 whose {@code violations} say which field, and what would be right; its detail says
 * all of it in one line for people, such as {@code email: "ada" has no @}.
 */
public final class Invalid extends HttpProblem {
    private static final long serialVersionUID = 1;

    public Invalid(List<Violation> violations) {
        super(Problems.of(Status.BAD_REQUEST, inWords(violations)).with("violations", List.copyOf(violations)));
    }

    public Invalid(Violation violation) {
        this(List.of(violation));
    }

    private static String inWords(List<Violation> violations) {
        return violations.stream()
                .map(violation -> violation.field + ": " + violation.message)
                .collect(Collectors.joining("; "));
    }
}
