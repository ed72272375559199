package dev.invitations.topology.plan;

import dev.invitations.topology.Difference;
import dev.invitations.topology.Resource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a declared resource needs in order to be as it should. */
public sealed interface Step {
    Resource resource();

    /** Whether there is something to do for {@code apply}. */
    default boolean isChange() {
        return true;
    }

    /** It is not there. */
    record Create(Resource resource) implements Step {}

    /**
     * It is there, but not as declared.
     *
     * @param id its URL or ARN
     */
    record Change(Resource resource, String id, List<Difference> attributes, List<Difference> tags) implements Step {

        /** Attributes and tags, for people. */
        public List<Difference> differences() {
            return Stream.concat(
                            attributes.stream(),
                            tags.stream()
                                    .map(tag -> new Difference("tag " + tag.attribute(), tag.wanted(), tag.found())))
                    .toList();
        }
    }

    /**
     * AWS can't make one of the other: it has to be created anew.
     *
     * @param formerId the URL or ARN of what is there instead
     * @param identity what can't be changed
     */
    record Replace(Resource resource, String formerId, List<Difference> identity) implements Step {}

    /**
     * A subscription that waits for its endpoint's confirmation; only then can more of it be set.
     *
     * @param id its ARN, where SNS tells it
     */
    record Pending(Resource resource, Optional<String> id) implements Step {
        @Override
        public boolean isChange() {
            return false;
        }
    }

    /**
     * Nothing.
     *
     * @param id its URL or ARN
     */
    record AsDeclared(Resource resource, String id) implements Step {
        @Override
        public boolean isChange() {
            return false;
        }
    }
}
