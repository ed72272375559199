package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.Map;
import java.util.Optional;

/** What AWS lets one do with one kind of resource. */
public interface Api<R extends Resource> {

    /** The URL or ARN by which AWS knows it, where it exists. */
    Optional<String> find(R resource);

    /** Creates it and returns its URL or ARN. Attributes that can't be given yet are left out. */
    String create(R resource);

    /** The attributes as they are now; none where AWS doesn't know it yet. */
    Map<String, String> attributes(String id);

    /** Sets attributes, one after the other where AWS takes no more at once. */
    void set(String id, Map<String, String> attributes);
}
