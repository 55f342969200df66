package io.recontact.api;

import java.util.UUID;

/** The typed id of a resource of an instance. */
public interface ResourceId {

    /** Returns the id. */
    UUID value();

    /** Returns the kind of resource. */
    ResourceType type();
}
