package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;

/** A view: a page that a flow shows to a participant. */
@Entity
public class View extends VersionedResource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ViewId id;

    private Instant createdAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected View() {}

    View(ViewId id, InstanceId instance, NewView wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.content().write(), wanted.tags(), now);
        this.id = id;
        this.createdAt = now;
    }

    @Override
    public ViewId id() {
        return id;
    }

    /** Returns the time of creation. */
    public Instant createdAt() {
        return createdAt;
    }
}
