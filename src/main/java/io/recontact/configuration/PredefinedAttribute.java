package io.recontact.configuration;

import io.recontact.api.InstanceId;
import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** An attribute with the values that it may have, such as a language. Users have proficiencies in its values. */
@Entity
@Table(name = "predefined_attribute")
public class PredefinedAttribute extends Resource {

    @EmbeddedId
    @AttributeOverride(name = "value", column = @Column(name = "id"))
    private PredefinedAttributeId id;

    @Column(name = "attribute_values")
    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<String> values;

    @JdbcTypeCode(SqlTypes.JSON)
    private @Nullable List<String> purposes;

    private @Nullable Boolean validatesValues;

    @SuppressWarnings("NullAway") // JPA fills the fields
    protected PredefinedAttribute() {}

    PredefinedAttribute(
            PredefinedAttributeId id, InstanceId instance, String name, NewPredefinedAttribute wanted, Instant now) {
        super(instance, name, null, now);
        this.id = id;
        change(wanted);
    }

    final void change(NewPredefinedAttribute change) {
        values = change.values() == null ? values : change.values();
        purposes = change.purposes() == null ? purposes : change.purposes();
        validatesValues = change.validatesValues() == null ? validatesValues : change.validatesValues();
    }

    @Override
    public PredefinedAttributeId id() {
        return id;
    }

    /** Returns the values that it may have. */
    public @Nullable List<String> values() {
        return values;
    }

    /**
     * Returns the text that stands for a proficiency in routing decisions.
     *
     * @param level 1 to 5
     */
    public String routingText(String value, int level) {
        return Proficiency.token(id, value, level);
    }

    /** Returns its categories. */
    public @Nullable List<String> purposes() {
        return purposes;
    }

    /** Returns whether contacts may have no other values. */
    public @Nullable Boolean validatesValues() {
        return validatesValues;
    }
}
