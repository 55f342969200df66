package io.recontact.configuration.web;

import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.ResourceId;
import io.recontact.configuration.Qualifier;

/**
 * A flow, flow module or view as callers name it: an id or ARN, which may be followed by a qualifier such as
 * {@code :$SAVED}.
 */
record ContentReference<K extends ResourceId>(K id, Qualifier qualifier) {

    /** Parses an id or ARN of one type. */
    @FunctionalInterface
    interface Parser<K> {
        K parse(InstanceId instance, String member, String text);
    }

    static <K extends ResourceId> ContentReference<K> parse(
            InstanceId instance, String member, String text, Parser<K> parser) {
        var reference = Qualifier.Reference.parse(text);
        return new ContentReference<>(parser.parse(instance, member, reference.resource()), reference.qualifier());
    }

    /**
     * Returns whether new content is to be published, and not only saved.
     *
     * @throws InvalidParameterException if the reference names a version, which never changes
     */
    boolean publishes(String member) {
        if (qualifier instanceof Qualifier.Version || qualifier instanceof Qualifier.Alias) {
            throw new InvalidParameterException("%s names a version, which never changes".formatted(member));
        }
        return qualifier.equals(Qualifier.LATEST);
    }
}
