package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A name for a version of a flow module. */
@Entity
public class ContactFlowModuleAlias {

    @Id
    private UUID id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "instance_id"))
    @SuppressWarnings("UnusedVariable") // the removal of the instance reads the column
    private InstanceId instance;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "module_id"))
    private ContactFlowModuleId module;

    private String name;
    private @Nullable String description;
    private int moduleVersion;
    private Instant lastModifiedAt;

    @Version
    @SuppressWarnings("UnusedVariable") // tells JPA whether a row is new
    private @Nullable Integer version;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactFlowModuleAlias() {}

    ContactFlowModuleAlias(
            UUID id, ContactFlowModule module, String name, @Nullable String description, int version, Instant now) {
        this.id = id;
        this.instance = module.instance();
        this.module = module.id();
        this.name = name;
        this.description = description;
        this.moduleVersion = version;
        this.lastModifiedAt = now;
    }

    void change(@Nullable String newName, @Nullable String newDescription, @Nullable Integer newVersion, Instant now) {
        name = newName == null ? name : newName;
        description = newDescription == null ? description : newDescription;
        moduleVersion = newVersion == null ? moduleVersion : newVersion;
        lastModifiedAt = now;
    }

    /** Returns the id. */
    public UUID id() {
        return id;
    }

    /** Returns the module. */
    public ContactFlowModuleId module() {
        return module;
    }

    /** Returns the name, unique within the module. */
    public String name() {
        return name;
    }

    /** Returns the description. */
    public @Nullable String description() {
        return description;
    }

    /** Returns the number of the version that it names. */
    public int moduleVersion() {
        return moduleVersion;
    }

    /** Returns the time of the last change. */
    public Instant lastModifiedAt() {
        return lastModifiedAt;
    }
}
