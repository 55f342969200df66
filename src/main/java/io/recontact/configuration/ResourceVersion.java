package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.io.Serializable;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** A numbered version of a flow, a flow module or a view: a name for one of its publications. */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // JPA reads the fields
public class ResourceVersion {

    /** The resource and the number of the version. */
    @Embeddable
    public record Id(UUID resourceId, int number) implements Serializable {}

    @EmbeddedId
    private Id id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    private @Nullable String description;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "publication_id"))
    private PublicationId publication;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ResourceVersion() {}

    ResourceVersion(VersionedResource resource, int number, @Nullable String description, PublicationId publication) {
        this.id = new Id(resource.id().value(), number);
        this.instance = resource.instance();
        this.description = description;
        this.publication = publication;
    }

    /** Returns the number, from 1. */
    public int number() {
        return id.number();
    }

    /** Returns the description of the version. */
    public @Nullable String description() {
        return description;
    }

    /** Returns the content. */
    PublicationId publication() {
        return publication;
    }
}
