package dev.invitations.http;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemContext;
import io.quarkiverse.resteasy.problem.postprocessing.ProblemPostProcessor;
import io.quarkus.runtime.configuration.MemorySize;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Gives every problem document what <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457</a> leaves open:
 * {@code type} is always written, and {@code detail} says what would be right.
 */
@ApplicationScoped
class ProblemWording implements ProblemPostProcessor {
    private static final int TOO_LARGE = Status.REQUEST_ENTITY_TOO_LARGE.getStatusCode();

    private final String documentation;
    private final long longestField;

    /** Only a service that gives its API a title has its description. */
    ProblemWording(
            @ConfigProperty(name = "quarkus.smallrye-openapi.info-title") Optional<String> described,
            @ConfigProperty(name = "quarkus.http.limits.max-form-attribute-size") MemorySize longestField) {
        this.documentation =
                described.map(_ -> "; /q/openapi says what there is").orElse("");
        this.longestField = longestField.asLongValue();
    }

    @Override
    public HttpProblem apply(HttpProblem problem, ProblemContext context) {
        HttpProblem.Builder worded = HttpProblem.builder(problem);
        if (problem.getType() == null) {
            worded.withType(Problems.ABOUT_BLANK);
        }
        switch (context.cause) {
            case NotFoundException _ -> worded.withDetail("There is nothing at " + context.path + documentation);
            case NotAllowedException _ ->
                worded.withDetail("This method is not possible at " + context.path + documentation);
            case NotSupportedException _ ->
                worded.withDetail("A body of this Content-Type is not taken at " + context.path + documentation);
            // Of bodies, what reads them says it; Quarkus itself only measures the fields of a form.
            case WebApplicationException _
            when problem.getStatusCode() == TOO_LARGE ->
                worded.withDetail("A field of the form is too long; one may have " + longestField + " bytes at most");
            default -> {}
        }
        return worded.build();
    }
}
