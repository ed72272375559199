package dev.invitations.api.problem;

import io.quarkiverse.resteasy.problem.validation.HttpValidationProblem;
import io.quarkiverse.resteasy.problem.validation.Violation;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.stream.Collectors;

/** What was sent can't be taken: a 400 whose {@code violations} say which field, and what would be right. */
public final class Invalid extends HttpValidationProblem {
    private static final long serialVersionUID = 1;

    private final transient List<Violation> violations;

    public Invalid(List<Violation> violations) {
        super(Status.BAD_REQUEST.getStatusCode(), Status.BAD_REQUEST.getReasonPhrase(), List.copyOf(violations));
        this.violations = List.copyOf(violations);
    }

    public Invalid(Violation violation) {
        this(List.of(violation));
    }

    /** All of it in one line for people, such as {@code email: "ada" has no @}. */
    public String inWords() {
        return violations.stream()
                .map(violation -> violation.field + ": " + violation.message)
                .collect(Collectors.joining("; "));
    }
}
