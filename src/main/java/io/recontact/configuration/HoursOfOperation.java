package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** Hours of operation: when a queue is open. */
@Entity
public class HoursOfOperation extends Resource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private HoursOfOperationId id;

    private @Nullable String description;
    private String timeZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<OpeningHours.Slice> slices;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected HoursOfOperation() {}

    HoursOfOperation(HoursOfOperationId id, InstanceId instance, NewHoursOfOperation wanted, Instant now) {
        super(instance, wanted.name(), wanted.tags(), now);
        this.id = id;
        this.description = wanted.description();
        this.timeZone = wanted.hours().timeZone();
        this.slices = wanted.hours().slices();
    }

    @Override
    public HoursOfOperationId id() {
        return id;
    }

    /** Returns the description. */
    public @Nullable String description() {
        return description;
    }

    /** Returns the opening hours. */
    public OpeningHours hours() {
        return new OpeningHours(timeZone, slices);
    }

    /** Returns true if it is open at a time. */
    public boolean isOpen(Instant moment) {
        return hours().isOpenAt(moment);
    }
}
