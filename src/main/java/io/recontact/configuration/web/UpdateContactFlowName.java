package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlowMetadata;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowName.html">UpdateContactFlowName</a>.
 */
interface UpdateContactFlowName {

    record Request(
            @Size(min = 1, max = 127) @Nullable String name,
            @Size(max = 500) @Nullable String description) {

        ContactFlowMetadata toChange() {
            return new ContactFlowMetadata(name, description, null);
        }
    }
}
