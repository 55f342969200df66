package io.recontact.configuration.web;

import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateQuickConnectName.html">UpdateQuickConnectName</a>.
 */
interface UpdateQuickConnectName {

    record Request(
            @Size(min = 1, max = 127) @Nullable String name,
            @Size(max = 250) @Nullable String description) {}
}
