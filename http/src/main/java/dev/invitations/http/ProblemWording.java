package dev.invitations.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;

/**
 * Gives every problem document what <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> leaves open:
 * {@code type} is always written, and {@code detail} says what would be right.
 */
@ApplicationScoped
class ProblemWording implements ProblemPostProcessor {
    private static final int NOT_ACCEPTABLE = Status.NOT_ACCEPTABLE.getStatusCode();
    private static final String DOCUMENTATION = "; /q/openapi says what there is";

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem.Builder worded = HttpProblem.builder(problem);
        if (problem.getType() == null) {
            worded.withType(Problems.ABOUT_BLANK);
        }
        switch (context.cause) {
            case NotFoundException _ -> worded.withDetail("There is nothing at " + context.path + DOCUMENTATION);
            case NotAllowedException _ ->
                worded.withDetail("This method is not possible at " + context.path + DOCUMENTATION);
            case NotSupportedException _ ->
                worded.withDetail("A body of this Content-Type is not taken at " + context.path + DOCUMENTATION);
            case WebApplicationException other
            when other.getResponse().getStatus() == NOT_ACCEPTABLE ->
                worded.withDetail(
                        "What is at " + context.path + " does not come as the Accept header wants it" + DOCUMENTATION);
            default -> {}
        }
        return worded.build();
    }
}
