package dev.invitations.topology.aws;

import dev.invitations.topology.Resource;

/** A resource together with what AWS lets one do with it: the methods are those of {@link Api}. */
public record AwsResource<R extends Resource>(R resource, Api<R> api) {

    public String create() {
        return api.create(resource);
    }
}
