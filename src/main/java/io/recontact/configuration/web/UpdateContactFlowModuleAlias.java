package io.recontact.configuration.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateContactFlowModuleAlias.html">UpdateContactFlowModuleAlias</a>.
 */
interface UpdateContactFlowModuleAlias {

    record Request(
            @Size(min = 1, max = 127) @Pattern(regexp = CreateContactFlowModule.NOT_BLANK) @Nullable String name,

            @Size(max = 500) @Pattern(regexp = CreateContactFlowModule.NOT_BLANK) @Nullable String description,

            @Min(1) @Max(Integer.MAX_VALUE) @Nullable Long contactFlowModuleVersion) {}
}
