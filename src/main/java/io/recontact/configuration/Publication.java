package io.recontact.configuration;

import io.recontact.api.InstanceId;
import io.recontact.api.NewUntilStored;
import io.recontact.api.ResourceType;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/**
 * The published content of a flow, a flow module or a view. It never changes and outlives the resource, so that
 * contacts continue with the content that they began with, and readers may cache it without expiry.
 */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // JPA reads the fields
public class Publication extends NewUntilStored<PublicationId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PublicationId id;

    private UUID resourceId;

    @Enumerated(EnumType.STRING)
    private ResourceType resourceType;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    private String name;
    private String content;
    private @Nullable String settings;
    private Instant publishedAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Publication() {}

    /** Publishes the draft of a resource. */
    Publication(PublicationId id, VersionedResource resource, Instant now) {
        this.id = id;
        this.resourceId = resource.id().value();
        this.resourceType = resource.id().type();
        this.instance = resource.instance();
        this.name = resource.name();
        this.content = resource.savedContent();
        this.settings = resource.settings();
        this.publishedAt = now;
    }

    @Override
    public PublicationId getId() {
        return id;
    }

    /** The id. */
    public PublicationId id() {
        return id;
    }

    /** The instance. */
    public InstanceId instance() {
        return instance;
    }

    /** The id of the resource, which may have been deleted since. */
    public UUID resourceId() {
        return resourceId;
    }

    /** The type of the resource. */
    public ResourceType resourceType() {
        return resourceType;
    }

    /** The name of the resource at the time of publication. */
    public String name() {
        return name;
    }

    /** The content: of flows and modules in the Amazon Connect Flow language, of views in JSON. */
    public String content() {
        return content;
    }

    /** The settings of a flow module, which describe its parameters in JSON; null if it has none. */
    public @Nullable String settings() {
        return settings;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Publication publication && id.equals(publication.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
