package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateInstanceAttribute.html">UpdateInstanceAttribute</a>.
 */
interface UpdateInstanceAttribute {

    record Request(
            @NotNull @Pattern(regexp = "true|false", message = "must be true or false") String value,

            @Size(max = 500) @Nullable String clientToken) {}
}
