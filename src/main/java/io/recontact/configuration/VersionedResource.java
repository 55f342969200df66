package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource with content: a draft and, once published, its newest publication and numbered versions. */
@MappedSuperclass
public abstract class VersionedResource extends DescribedResource {

    private String savedContent;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "publication_id"))
    private @Nullable PublicationId publication;

    private int lastVersion;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected VersionedResource() {}

    VersionedResource(
            InstanceId instance,
            String name,
            @Nullable String description,
            String content,
            @Nullable Map<String, String> tags,
            Instant now) {
        super(instance, name, description, tags, now);
        this.savedContent = content;
    }

    void save(String content) {
        savedContent = content;
    }

    /** Makes a publication the one that {@code $LATEST} names. */
    void run(Publication publication) {
        this.publication = publication.id();
    }

    /** Returns the number of the next version. Numbers are not used again. */
    int nextVersion() {
        return ++lastVersion;
    }

    /** Returns whether contacts may use it. */
    boolean isActive() {
        return true;
    }

    /** Returns the settings of the draft, which are published with its content; null if there are none. */
    public @Nullable String settings() {
        return null;
    }

    /** Returns whether it has ever been published. */
    public ContactFlowStatus status() {
        return publication == null ? ContactFlowStatus.SAVED : ContactFlowStatus.PUBLISHED;
    }

    /** Returns the draft. */
    public String savedContent() {
        return savedContent;
    }

    /** Returns the newest publication; null if it has never been published. */
    public @Nullable PublicationId publication() {
        return publication;
    }

    /** Returns the number of the version created last; 0 if there was none. */
    public int lastVersion() {
        return lastVersion;
    }
}
