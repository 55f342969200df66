package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.ContactId;
import io.recontact.api.InstanceId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.SessionId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.hibernate.annotations.DynamicUpdate;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * The part of a contact that callers can change, during the contact and after its end. Statements that change other
 * tables at the same time begin and end it: see {@link ContactRowSql}.
 */
@Entity
@DynamicUpdate
@SuppressWarnings("UnusedVariable") // JPA reads the fields
class Contact {

    private static final int MAX_TAGS = 6;

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ContactId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    private InstanceId instance;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "initial_contact_id"))
    private SessionId session;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "related_contact_id"))
    private @Nullable ContactId relatedContact;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "association_id"))
    private ContactId association;

    @Enumerated(EnumType.STRING)
    private @Nullable RehydrationType rehydration;

    @Enumerated(EnumType.STRING)
    private Channel channel;

    private Instant initiatedAt;
    private @Nullable Instant scheduledAt;
    private @Nullable Instant expiresAt;
    private Instant lastUpdatedAt;
    private @Nullable Instant disconnectedAt;
    private @Nullable String name;
    private @Nullable String description;
    private @Nullable String customerId;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> attributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, SegmentAttribute> segmentAttributes;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, Reference> contactReferences;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> tags;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected Contact() {}

    /** Returns the session, which has the id of its first contact. That contact has the attributes of the session. */
    SessionId session() {
        return session;
    }

    Map<String, String> attributes() {
        return Map.copyOf(attributes);
    }

    /**
     * Changes the members that are given.
     *
     * @throws InvalidParameterException if the expiry of a chat is given, or an expiry that has passed
     * @throws InvalidRequestException if an expiry is given, and the contact has ended
     */
    void update(ContactUpdate change, Instant now) {
        var minutes = SystemSegmentAttributes.expiryMinutes(change.segmentAttributes());
        if (minutes != null) {
            expireAfter(Duration.ofMinutes(minutes), now);
        }
        if (change.name() != null) {
            name = change.name();
        }
        if (change.description() != null) {
            description = change.description();
        }
        contactReferences = merged(contactReferences, change.references());
        segmentAttributes = merged(segmentAttributes, change.segmentAttributes());
        touch(now);
    }

    /** Counts the duration from the scheduled time, if there is one, as at the start. */
    private void expireAfter(Duration duration, Instant now) {
        if (channel == Channel.CHAT) {
            throw new InvalidParameterException(
                    "SegmentAttributes: %s cannot be set on chats".formatted(SystemSegmentAttributes.EXPIRY));
        }
        if (disconnectedAt != null || (expiresAt != null && !expiresAt.isAfter(now))) {
            throw new InvalidRequestException("Contact %s has ended".formatted(id));
        }
        var expiry = (scheduledAt == null ? initiatedAt : scheduledAt).plus(duration);
        if (!expiry.isAfter(now)) {
            throw new InvalidParameterException(
                    "SegmentAttributes: the time of %s has passed".formatted(SystemSegmentAttributes.EXPIRY));
        }
        expiresAt = expiry;
    }

    /**
     * Lets an active chat continue from a past one.
     *
     * @throws InvalidRequestException if it has ended, or already continues from a contact or is related to one
     */
    void continueFrom(RehydrationSource origin, RehydrationType type, Instant now) {
        if (disconnectedAt != null) {
            throw new InvalidRequestException("Contact %s has ended".formatted(id));
        }
        if (relatedContact != null) {
            throw new InvalidRequestException(
                    "Contact %s continues from another contact already, or is related to one".formatted(id));
        }
        relatedContact = origin.contact();
        association = origin.association();
        rehydration = type;
        touch(now);
    }

    /** Copies the members that it lacks from the contact that it continues from. */
    void takeOver(Contact source, Instant now) {
        name = name == null ? source.name : name;
        description = description == null ? source.description : description;
        customerId = customerId == null ? source.customerId : customerId;
        contactReferences = merged(source.contactReferences, contactReferences);
        segmentAttributes = merged(SystemSegmentAttributes.userDefined(source.segmentAttributes), segmentAttributes);
        touch(now);
    }

    void overlay(UserDefinedAttributes others, Instant now) {
        attributes = new UserDefinedAttributes(attributes).overlaidBy(others).entries();
        touch(now);
    }

    /** Adds the attributes of the contact that it continues from. Its own take precedence. */
    void inherit(UserDefinedAttributes others, Instant now) {
        attributes = others.overlaidBy(new UserDefinedAttributes(attributes)).entries();
        touch(now);
    }

    void tag(Map<String, String> added, Instant now) {
        var all = merged(tags, added);
        if (all.size() > MAX_TAGS) {
            throw new InvalidRequestException("A contact may have at most %d tags".formatted(MAX_TAGS));
        }
        tags = all;
        touch(now);
    }

    void untag(Iterable<String> keys, Instant now) {
        var rest = new HashMap<>(tags);
        for (var key : keys) {
            rest.remove(key);
        }
        tags = rest;
        touch(now);
    }

    /** Sets the time of the last update. It never moves back, even if another node's clock was ahead. */
    void touch(Instant now) {
        if (now.isAfter(lastUpdatedAt)) {
            lastUpdatedAt = now;
        }
    }

    private static <V> Map<String, V> merged(Map<String, V> present, Map<String, V> added) {
        var all = new HashMap<>(present);
        all.putAll(added);
        return all;
    }
}
