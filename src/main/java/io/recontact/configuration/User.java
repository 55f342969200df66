package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.Hibernate;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A user: an agent or a manager of agents. Its name is unique within the instance, regardless of case. */
@Entity
@Table(name = "agent_user")
@AttributeOverride(name = "name", column = @Column(name = "username"))
public class User extends Resource {

    /** Names and addresses of a user. */
    public record Identity(
            @Nullable String firstName,
            @Nullable String lastName,
            @Nullable String email,
            @Nullable String secondaryEmail,
            @Nullable String mobile) {}

    /** The kind of phone of a user. */
    public enum PhoneType {
        SOFT_PHONE,
        DESK_PHONE
    }

    /**
     * The phone configuration of a user.
     *
     * @param afterContactWorkLimit how long after-contact work may take, in seconds; unlimited if null or 0
     */
    @Embeddable
    public record Phone(
            @Column(name = "phone_type") @Enumerated(EnumType.STRING) @Nullable PhoneType type,

            @Nullable Boolean autoAccept,

            @Column(name = "after_contact_work_limit_seconds") @Nullable Integer afterContactWorkLimit,

            @Nullable String deskPhoneNumber,
            @Nullable Boolean persistentConnection) {}

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private UserId id;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Identity identity;

    @Embedded
    private @Nullable Phone phone;

    private @Nullable String directoryUserId;

    @ElementCollection
    @CollectionTable(name = "agent_user_security_profile", joinColumns = @JoinColumn(name = "user_id"))
    @OrderColumn(name = "position")
    @BatchSize(size = 100)
    @AttributeOverride(name = "value", column = @Column(name = "security_profile_id"))
    private List<SecurityProfileId> securityProfiles;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "routing_profile_id"))
    private RoutingProfileId routingProfile;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "hierarchy_group_id"))
    private @Nullable HierarchyGroupId hierarchyGroup;

    @ElementCollection
    @CollectionTable(name = "user_proficiency", joinColumns = @JoinColumn(name = "user_id"))
    private Set<Proficiency> proficiencies;

    @SuppressWarnings("UnusedVariable") // routing reads the column
    private String[] proficiencyTokens;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable ChannelSettings channelSettings;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected User() {}

    User(UserId id, InstanceId instance, NewUser wanted, Instant now) {
        super(instance, wanted.username(), wanted.tags(), now);
        this.id = id;
        this.identity = wanted.identity();
        this.phone = wanted.phone();
        this.directoryUserId = wanted.directoryUserId();
        this.securityProfiles = new ArrayList<>(wanted.securityProfiles());
        this.routingProfile = wanted.routingProfile();
        this.hierarchyGroup = wanted.hierarchyGroup();
        this.proficiencies = new HashSet<>();
        this.proficiencyTokens = new String[0];
        this.channelSettings = wanted.channelSettings();
    }

    void setIdentity(Identity identity) {
        this.identity = identity;
    }

    /** Sets the configuration for all channels, in place of what it had for single channels. */
    void setPhone(Phone phone) {
        this.phone = phone;
        this.channelSettings =
                new ChannelSettings(null, null, null, null, channelSettings().voiceEnhancementConfigs());
    }

    void setChannelSettings(ChannelSettings settings) {
        this.channelSettings = settings;
    }

    void setRoutingProfile(RoutingProfileId routingProfile) {
        this.routingProfile = routingProfile;
    }

    void setSecurityProfiles(List<SecurityProfileId> securityProfiles) {
        this.securityProfiles.clear();
        this.securityProfiles.addAll(securityProfiles);
    }

    void setHierarchyGroup(@Nullable HierarchyGroupId group) {
        this.hierarchyGroup = group;
    }

    Set<Proficiency> proficiencies() {
        return Set.copyOf(proficiencies);
    }

    void setProficiencies(Set<Proficiency> changed) {
        proficiencies.retainAll(changed);
        proficiencies.addAll(changed);
        proficiencyTokens = changed.stream().map(Proficiency::token).sorted().toArray(String[]::new);
    }

    /** Reads the list for use after the transaction. */
    void readSecurityProfiles() {
        Hibernate.initialize(securityProfiles);
    }

    @Override
    public UserId id() {
        return id;
    }

    /** Returns the username. */
    public String username() {
        return name();
    }

    /** Returns the names and addresses. */
    public @Nullable Identity identity() {
        return identity;
    }

    /** Returns the phone configuration. */
    public @Nullable Phone phone() {
        return phone;
    }

    /** Returns the settings by channel. */
    public ChannelSettings channelSettings() {
        return channelSettings == null ? ChannelSettings.NONE : channelSettings;
    }

    /** Returns its id in an external directory. */
    public @Nullable String directoryUserId() {
        return directoryUserId;
    }

    /** Returns the security profiles. */
    public List<SecurityProfileId> securityProfileIds() {
        return List.copyOf(securityProfiles);
    }

    /** Returns the hierarchy group, if it belongs to one. */
    public @Nullable HierarchyGroupId hierarchyGroupId() {
        return hierarchyGroup;
    }

    /** Returns the routing profile. */
    public RoutingProfileId routingProfileId() {
        return routingProfile;
    }
}
