package io.recontact.configuration.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateRoutingProfileName.html">UpdateRoutingProfileName</a>.
 */
interface UpdateRoutingProfileName {

    record Request(
            @Size(min = 1, max = 127) @Nullable String name,
            @Size(min = 1, max = 250) @Nullable String description) {}
}
