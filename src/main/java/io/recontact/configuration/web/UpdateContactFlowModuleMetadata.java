package io.recontact.configuration.web;

import io.recontact.configuration.ContactFlow;
import io.recontact.configuration.ContactFlowMetadata;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowModuleMetadata.html">UpdateContactFlowModuleMetadata</a>.
 */
interface UpdateContactFlowModuleMetadata {

    record Request(
            @Size(min = 1, max = 127) @Pattern(regexp = CreateContactFlowModule.NOT_BLANK) @Nullable String name,

            @Size(max = 500) @Pattern(regexp = CreateContactFlowModule.NOT_BLANK) @Nullable String description,

            ContactFlow.@Nullable State state) {

        ContactFlowMetadata toChange() {
            return new ContactFlowMetadata(name, description, state);
        }
    }
}
