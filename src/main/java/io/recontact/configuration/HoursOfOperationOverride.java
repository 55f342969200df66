package io.recontact.configuration;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An override of hours of operation. Its name is unique within the hours; it has no tags. */
@Entity
public class HoursOfOperationOverride extends DescribedResource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private HoursOfOperationOverrideId id;

    @Embedded
    @AttributeOverride(name = "value", column = @Column(name = "hours_of_operation_id"))
    private HoursOfOperationId hours;

    @Enumerated(EnumType.STRING)
    private HoursOverride.Type type;

    private LocalDate effectiveFrom;
    private LocalDate effectiveTill;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable Recurrence recurrence;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<HoursOverride.Slice> slices;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected HoursOfOperationOverride() {}

    HoursOfOperationOverride(
            HoursOfOperationOverrideId id,
            HoursOfOperation hours,
            HoursOverride wanted,
            @Nullable String description,
            Instant now) {
        super(hours.instance(), wanted.name(), description, null, now);
        this.id = id;
        this.hours = hours.id();
        this.type = wanted.type();
        this.effectiveFrom = wanted.from();
        this.effectiveTill = wanted.till();
        this.recurrence = wanted.recurrence();
        this.slices = wanted.slices();
    }

    void change(HoursOfOperationOverrideUpdate change) {
        describe(change.description());
        type = change.type() == null ? type : change.type();
        effectiveFrom = change.from() == null ? effectiveFrom : change.from();
        effectiveTill = change.till() == null ? effectiveTill : change.till();
        recurrence = change.recurrence() == null ? recurrence : change.recurrence();
        slices = change.slices() == null ? slices : change.slices();
        toOverride(); // refuses dates that are not in order
    }

    @Override
    public HoursOfOperationOverrideId id() {
        return id;
    }

    /** Returns the hours that it overrides. */
    public HoursOfOperationId hours() {
        return hours;
    }

    /** Returns its dates and hours. */
    public HoursOverride toOverride() {
        return new HoursOverride(name(), type, effectiveFrom, effectiveTill, recurrence, slices);
    }
}
