package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.hibernate.annotations.BatchSize;
import org.hibernate.annotations.Fetch;
import org.hibernate.annotations.FetchMode;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** Hours of operation: when a queue is open. */
@Entity
public class HoursOfOperation extends DescribedResource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private HoursOfOperationId id;

    private String timeZone;

    @JdbcTypeCode(SqlTypes.JSON)
    private List<OpeningHours.Slice> slices;

    // Every reader of single hours needs them.
    @ElementCollection(fetch = FetchType.EAGER)
    @Fetch(FetchMode.SELECT)
    @BatchSize(size = 100)
    @CollectionTable(name = "hours_of_operation_parent", joinColumns = @JoinColumn(name = "hours_of_operation_id"))
    @AttributeOverride(name = "value", column = @Column(name = "parent_id"))
    private Set<HoursOfOperationId> parents;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected HoursOfOperation() {}

    HoursOfOperation(HoursOfOperationId id, InstanceId instance, NewHoursOfOperation wanted, Instant now) {
        super(instance, wanted.name(), wanted.description(), wanted.tags(), now);
        this.id = id;
        this.timeZone = wanted.hours().timeZone();
        this.slices = wanted.hours().slices();
        this.parents = new HashSet<>(wanted.parents());
    }

    void change(HoursOfOperationUpdate change) {
        var hours = new OpeningHours(
                change.timeZone() == null ? timeZone : change.timeZone(),
                change.slices() == null ? slices : change.slices());
        describe(change.description());
        timeZone = hours.timeZone();
        slices = hours.slices();
    }

    void link(Set<HoursOfOperationId> added) {
        parents.addAll(added);
    }

    void unlink(Set<HoursOfOperationId> removed) {
        parents.removeAll(removed);
    }

    @Override
    public HoursOfOperationId id() {
        return id;
    }

    /** Returns the weekly opening hours, without overrides. */
    public OpeningHours hours() {
        return new OpeningHours(timeZone, slices);
    }

    /** Returns the hours whose overrides it inherits. */
    public Set<HoursOfOperationId> parents() {
        return Set.copyOf(parents);
    }
}
