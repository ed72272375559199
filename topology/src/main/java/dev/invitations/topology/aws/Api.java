package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What AWS lets one do with one kind of resource. */
public interface Api<R extends Resource> {

    /** The URL or ARN by which AWS knows it, where it exists. */
    Optional<String> find(R resource);

    /** Creates it and returns its URL or ARN. Attributes that AWS takes only later are left out. */
    String create(R resource);

    /** The attributes that {@link #create} leaves out, since AWS takes them only later. */
    default Set<String> attributesLeftOut() {
        return Set.of();
    }

    /** The attributes as they are now; none where AWS doesn't know it yet. */
    Map<String, String> attributes(String id);

    /** Sets attributes, one after the other where AWS takes no more at once. */
    void set(String id, Map<String, String> attributes);

    /** The tags as they are now; none where AWS doesn't know it yet, or has none for its kind. */
    Map<String, String> tags(String id);

    /** Sets tags; others stay. */
    void tag(String id, Map<String, String> tags);

    /** Deletes it; succeeds also where it is gone already. */
    void delete(String id);
}
