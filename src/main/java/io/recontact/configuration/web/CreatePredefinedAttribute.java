package io.recontact.configuration.web;

import io.recontact.configuration.NewPredefinedAttribute;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreatePredefinedAttribute.html">CreatePredefinedAttribute</a>.
 */
interface CreatePredefinedAttribute {

    record Request(
            @NotNull @Size(min = 1, max = 100) String name,
            @Valid @Nullable PredefinedAttributeValues values,
            @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 100) String> purposes,
            @Valid @Nullable InputPredefinedAttributeConfiguration attributeConfiguration) {

        NewPredefinedAttribute toNewAttribute() {
            return newAttribute(values, purposes, attributeConfiguration);
        }
    }

    static NewPredefinedAttribute newAttribute(
            @Nullable PredefinedAttributeValues values,
            @Nullable List<String> purposes,
            @Nullable InputPredefinedAttributeConfiguration configuration) {
        return new NewPredefinedAttribute(
                values == null ? null : values.stringList(),
                purposes,
                configuration == null ? null : configuration.enableValueValidationOnAssociation());
    }

    record PredefinedAttributeValues(
            @Size(max = 500) @Nullable List<@NotNull @Size(min = 1, max = 100) String> stringList) {}

    record InputPredefinedAttributeConfiguration(@Nullable Boolean enableValueValidationOnAssociation) {}
}
