package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flow module: actions that flows and other modules invoke. */
@Entity
public class ContactFlowModule extends VersionedResource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private ContactFlowModuleId id;

    @Enumerated(EnumType.STRING)
    private ContactFlow.State state;

    private @Nullable String savedSettings;
    private @Nullable Boolean externalInvocation;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected ContactFlowModule() {}

    ContactFlowModule(ContactFlowModuleId id, InstanceId instance, NewContactFlowModule wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.content(), wanted.tags(), now);
        this.id = id;
        this.state = ContactFlow.State.ACTIVE;
        this.savedSettings = wanted.settings();
        this.externalInvocation = wanted.externalInvocation();
    }

    void change(ContactFlowMetadata change) {
        describe(change.description());
        state = change.state() == null ? state : change.state();
    }

    void save(@Nullable String content, @Nullable String settings) {
        if (content != null) {
            save(content);
        }
        savedSettings = settings == null ? savedSettings : settings;
    }

    @Override
    public ContactFlowModuleId id() {
        return id;
    }

    /** Returns whether flows may invoke it. */
    public ContactFlow.State state() {
        return state;
    }

    @Override
    boolean isActive() {
        return state == ContactFlow.State.ACTIVE;
    }

    @Override
    public @Nullable String settings() {
        return savedSettings;
    }

    /** Returns whether callers other than flows may invoke it, as the request said; null if it did not. */
    public @Nullable Boolean externalInvocation() {
        return externalInvocation;
    }
}
