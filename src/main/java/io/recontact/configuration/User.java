package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A user: an agent, or whoever manages them. Its name is unique within the instance whatever its case. */
@Entity
@Table(name = "agent_user")
@AttributeOverride(name = "name", column = @Column(name = "username"))
public class User extends Resource {

    /** Who a user is. */
    public record Identity(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String secondaryEmail,
            @Nullable String mobile) {}

    /** What a user takes calls with. */
    public enum PhoneType {
        SOFT_PHONE,
        DESK_PHONE
    }

    /**
     * How contacts reach a user.
     *
     * @param afterContactWorkLimit seconds for the work after a contact; any number of them, if absent or 0
     */
    @Embeddable
    public record Phone(
            @Column(name = "phone_type") @Enumerated(EnumType.STRING) @Nullable PhoneType type,

            @Nullable Boolean autoAccept,

            @Column(name = "after_contact_work_limit_seconds") @Nullable Integer afterContactWorkLimit,

            @Nullable String deskPhoneNumber,
            @Nullable Boolean persistentConnection) {}

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Identity identity;

    @Embedded
    private @Nullable Phone phone;

    private @Nullable String directoryUserId;

    @ElementCollection
    @CollectionTable(name = "agent_user_security_profile", joinColumns = @JoinColumn(name = "user_id"))
    @OrderColumn(name = "position")
    @Column(name = "security_profile_id")
    private List<UUID> securityProfileIds;

    private UUID routingProfileId;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable ChannelSettings channelSettings;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected User() {}

    User(UUID id, InstanceId instance, NewUser wanted, Instant now) {
        super(id, instance, wanted.username(), wanted.tags(), now);
        this.identity = wanted.identity();
        this.phone = wanted.phone();
        this.directoryUserId = wanted.directoryUserId();
        this.securityProfileIds =
                wanted.securityProfiles().stream().map(SecurityProfileId::value).toList();
        this.routingProfileId = wanted.routingProfile().value();
        this.channelSettings = wanted.channelSettings();
    }

    /** The id. */
    public UserId id() {
        return new UserId(key());
    }

    /** The name to sign in with. */
    public String username() {
        return name();
    }

    /** Who it is. */
    public @Nullable Identity identity() {
        return identity;
    }

    /** How contacts reach it. */
    public @Nullable Phone phone() {
        return phone;
    }

    /** How contacts reach it, by channel. */
    public ChannelSettings channelSettings() {
        return channelSettings == null ? ChannelSettings.NONE : channelSettings;
    }

    /** Its id in the directory that manages users. */
    public @Nullable String directoryUserId() {
        return directoryUserId;
    }

    /** Its security profiles. */
    public List<SecurityProfileId> securityProfileIds() {
        return securityProfileIds.stream().map(SecurityProfileId::new).toList();
    }

    /** Which queues it serves. */
    public RoutingProfileId routingProfileId() {
        return new RoutingProfileId(routingProfileId);
    }
}
