package io.recontact.contact.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_PauseContact.html">PauseContact</a>.
 */
interface PauseContact {

    record Request(
            @NotNull @Size(min = 1, max = 256) String contactId,
            @NotNull @Size(min = 1, max = 100) String instanceId,
            @Size(max = 500) @Nullable String contactFlowId) {}
}
