package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A resource with a description. */
@MappedSuperclass
public abstract class DescribedResource extends Resource {

    private @Nullable String description;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected DescribedResource() {}

    DescribedResource(
            InstanceId instance,
            String name,
            @Nullable String description,
            @Nullable Map<String, String> tags,
            Instant now) {
        super(instance, name, tags, now);
        this.description = description;
    }

    /** Changes the description; null keeps it. */
    void describe(@Nullable String changed) {
        description = changed == null ? description : changed;
    }

    /** Returns the description. */
    public @Nullable String description() {
        return description;
    }
}
