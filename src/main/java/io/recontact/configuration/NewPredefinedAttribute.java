package io.recontact.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The request to create or change a predefined attribute; null members of a change stay as they are.
 *
 * @param values the values that the attribute may have
 * @param purposes categories, which are stored and returned only
 * @param validatesValues whether contacts may have no other values, which is stored and returned only
 */
public record NewPredefinedAttribute(
        @Nullable List<String> values,
        @Nullable List<String> purposes,
        @Nullable Boolean validatesValues) {}
