package io.recontact.configuration.web;

import io.recontact.api.Arns;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_DescribePredefinedAttribute.html">DescribePredefinedAttribute</a>.
 */
interface DescribePredefinedAttribute {

    record Response(PredefinedAttribute predefinedAttribute) {}

    record PredefinedAttribute(
            String name,
            CreatePredefinedAttribute.@Nullable PredefinedAttributeValues values,
            @Nullable List<String> purposes,
            PredefinedAttributeConfiguration attributeConfiguration,
            Instant lastModifiedTime,
            String lastModifiedRegion) {

        static PredefinedAttribute of(io.recontact.configuration.PredefinedAttribute attribute, Arns arns) {
            return new PredefinedAttribute(
                    attribute.name(),
                    attribute.values() == null
                            ? null
                            : new CreatePredefinedAttribute.PredefinedAttributeValues(attribute.values()),
                    attribute.purposes(),
                    new PredefinedAttributeConfiguration(attribute.validatesValues(), false),
                    attribute.lastModifiedAt(),
                    arns.region());
        }
    }

    record PredefinedAttributeConfiguration(@Nullable Boolean enableValueValidationOnAssociation, boolean isReadOnly) {}
}
