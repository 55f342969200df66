package io.recontact.retention;

import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the sessions of a contact or of a customer from deletion, until it is released. A released hold remains as a
 * record. A hold does not extend how long callers see a contact.
 */
@Entity
public class LegalHold {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "contact_id"))
    private @Nullable ContactId contact;

    private @Nullable String customerId;
    private String reason;
    private Instant placedAt;
    private @Nullable Instant releasedAt;
    private @Nullable String releaseReason;

    @Version
    @SuppressWarnings("UnusedVariable") // tells JPA whether a row is new
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected LegalHold() {}

    LegalHold(
            UUID id,
            InstanceId instance,
            @Nullable ContactId contact,
            @Nullable String customerId,
            String reason,
            Instant now) {
        this.id = id;
        this.instance = instance;
        this.contact = contact;
        this.customerId = customerId;
        this.reason = reason;
        this.placedAt = now;
    }

    /** Releases the hold. Returns false if it is released already. */
    boolean release(String reason, Instant now) {
        if (releasedAt != null) {
            return false;
        }
        this.releasedAt = now;
        this.releaseReason = reason;
        return true;
    }

    /** Returns the id. */
    public UUID id() {
        return id;
    }

    /** Returns the instance. */
    public InstanceId instance() {
        return instance;
    }

    /** Returns the contact whose session is held; empty for a hold on a customer. */
    public Optional<ContactId> contact() {
        return Optional.ofNullable(contact);
    }

    /** Returns the CustomerId whose sessions are held; empty for a hold on a contact. */
    public Optional<String> customerId() {
        return Optional.ofNullable(customerId);
    }

    /** Returns why the hold was placed. */
    public String reason() {
        return reason;
    }

    /** Returns when the hold was placed. */
    public Instant placedAt() {
        return placedAt;
    }

    /** Returns when the hold was released; empty while it is in force. */
    public Optional<Instant> releasedAt() {
        return Optional.ofNullable(releasedAt);
    }

    /** Returns why the hold was released; empty while it is in force. */
    public Optional<String> releaseReason() {
        return Optional.ofNullable(releaseReason);
    }
}
