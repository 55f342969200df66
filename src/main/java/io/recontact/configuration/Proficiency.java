package io.recontact.configuration;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;

/**
 * The proficiency of a user in a value of a predefined attribute.
 *
 * @param level 1 to 5
 */
@Embeddable
record Proficiency(
        @Embedded @AttributeOverride(name = "value", column = @Column(name = "attribute_id"))
        PredefinedAttributeId attribute,

        @Column(name = "attribute_value") String value,
        int level) {

    boolean isOf(PredefinedAttributeId attribute, String value) {
        return this.attribute.equals(attribute) && this.value.equals(value);
    }

    /** Returns the text that stands for the proficiency in routing decisions. */
    String token() {
        return token(attribute, value, level);
    }

    static String token(PredefinedAttributeId attribute, String value, int level) {
        return "%s:%d:%s".formatted(attribute, level, value);
    }
}
