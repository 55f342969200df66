package io.recontact.configuration.web;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateViewMetadata.html">UpdateViewMetadata</a>.
 */
interface UpdateViewMetadata {

    record Request(
            @Size(min = 1, max = 255) @Pattern(regexp = CreateView.NAME) @Nullable String name,

            @Size(min = 1, max = 4096) @Pattern(regexp = CreateView.DESCRIPTION) @Nullable String description) {}
}
