package io.recontact.contact;

import io.recontact.configuration.ContactFlowId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.util.UUID;

/** The flow that runs when an event happens to a chat or task. */
@Entity
@Table(name = "event_hook")
@SuppressWarnings("UnusedVariable") // JPA reads the fields
class ContactEventHook {

    /** Names a hook by its owner, see {@link LiveContact#owner()}, and its event. */
    record Id(UUID sessionId, @Enumerated(EnumType.STRING) EventHook event) {}

    @EmbeddedId
    private Id id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "flow_id"))
    private ContactFlowId flow;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactEventHook() {}
}
