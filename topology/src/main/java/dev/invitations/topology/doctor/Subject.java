package dev.invitations.topology.doctor;

import dev.invitations.topology.Resource;
import java.util.Optional;

/**
 * What a finding is about.
 *
 * @param kind in AWS's words, such as {@code queue}
 */
public record Subject(String kind, String name) {

    static Subject of(Resource resource) {
        return new Subject(resource.kind(), resource.name());
    }

    /** All is well; the sentence may say what that means. */
    public Finding ok(String check, String sentence) {
        return new Finding(this, check, Finding.Status.OK, sentence, Optional.empty());
    }

    /** It can't be told, and the sentence says why. */
    public Finding unknown(String check, String sentence) {
        return new Finding(this, check, Finding.Status.UNKNOWN, sentence, Optional.empty());
    }

    /** It works for now. */
    public Finding warning(String check, String sentence, String mend) {
        return warning(check, sentence, Optional.of(mend));
    }

    Finding warning(String check, String sentence, Optional<String> mend) {
        return new Finding(this, check, Finding.Status.WARNING, sentence, mend);
    }

    /** It doesn't work. */
    public Finding problem(String check, String sentence, String mend) {
        return new Finding(this, check, Finding.Status.PROBLEM, sentence, Optional.of(mend));
    }

    @Override
    public String toString() {
        return kind + " " + name;
    }
}
