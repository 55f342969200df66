package io.recontact.webhook.event;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An endpoint that contact events are written for. Nodes change it by the statements of its repository only. */
@Entity
@Table(name = "contact_event_endpoint")
@SuppressWarnings("UnusedVariable") // JPA reads the fields
class RegisteredEndpoint {

    @Id
    private String name;

    private String receives;

    private @Nullable Instant unlistedSince;
    private @Nullable Instant removedAt;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected RegisteredEndpoint() {}
}
