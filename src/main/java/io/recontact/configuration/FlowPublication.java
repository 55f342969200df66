package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.PostLoad;
import jakarta.persistence.PostPersist;
import jakarta.persistence.Transient;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Persistable;

/**
 * A published version of a flow. It never changes and outlives the flow, so that contacts continue with the content
 * that they began with, and readers may cache it without expiry.
 */
@Entity
@Immutable
@SuppressWarnings("UnusedVariable") // JPA reads the fields
public class FlowPublication implements Persistable<FlowPublicationId> {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private FlowPublicationId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "flow_id"))
    private ContactFlowId flow;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    @Enumerated(EnumType.STRING)
    private ContactFlowType type;

    private String name;
    private String content;
    private Instant publishedAt;

    @Transient
    private boolean isNew;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected FlowPublication() {}

    /** Publishes the saved content of a flow. */
    FlowPublication(FlowPublicationId id, ContactFlow flow, Instant now) {
        this.id = id;
        this.flow = flow.id();
        this.instance = flow.instance();
        this.type = flow.type();
        this.name = flow.name();
        this.content = flow.savedContent();
        this.publishedAt = now;
        this.isNew = true;
    }

    @Override
    public FlowPublicationId getId() {
        return id;
    }

    @Override
    public boolean isNew() {
        return isNew;
    }

    @PostLoad
    @PostPersist
    void stored() {
        isNew = false;
    }

    /** The id. */
    public FlowPublicationId id() {
        return id;
    }

    /** The flow, which may have been deleted since. */
    public ContactFlowId flow() {
        return flow;
    }

    /** The type of the flow. */
    public ContactFlowType type() {
        return type;
    }

    /** The name of the flow at the time of publication. */
    public String name() {
        return name;
    }

    /** The content, in the Amazon Connect Flow language. */
    public String content() {
        return content;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof FlowPublication publication && id.equals(publication.id);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
