package io.recontact.configuration.web;

import io.recontact.configuration.NewPredefinedAttribute;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdatePredefinedAttribute.html">UpdatePredefinedAttribute</a>.
 */
interface UpdatePredefinedAttribute {

    record Request(
            @Valid CreatePredefinedAttribute.@Nullable PredefinedAttributeValues values,
            @Size(max = 10) @Nullable List<@NotNull @Size(min = 1, max = 100) String> purposes,
            @Valid CreatePredefinedAttribute.@Nullable InputPredefinedAttributeConfiguration attributeConfiguration) {

        NewPredefinedAttribute toChange() {
            return CreatePredefinedAttribute.newAttribute(values, purposes, attributeConfiguration);
        }
    }
}
