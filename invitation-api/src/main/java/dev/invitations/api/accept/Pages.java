package dev.invitations.api.accept;

import dev.invitations.contract.Acceptance;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;

/** The pages that the person with the link sees, each drawn by {@code templates/accept/<name>.html}. */
@CheckedTemplate(basePath = "accept")
final class Pages {
    private Pages() {}

    /** Who invites whom, and the button that accepts. */
    static native TemplateInstance invitation(Acceptance invitation, String token);

    /** It is done. */
    static native TemplateInstance joined(String team);

    /** The token is no (longer) good. */
    static native TemplateInstance refused(boolean expired);

    /** It did not work, but will; with the button again. */
    static native TemplateInstance again(String token);
}
