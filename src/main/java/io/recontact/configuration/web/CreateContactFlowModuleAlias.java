package io.recontact.configuration.web;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowModuleAlias.html">CreateContactFlowModuleAlias</a>.
 */
interface CreateContactFlowModuleAlias {

    record Request(
            @Size(max = 500) @Nullable String description,
            @NotNull @Min(1) @Max(Integer.MAX_VALUE) Long contactFlowModuleVersion,

            @NotNull @Size(min = 1, max = 100) @Pattern(regexp = "([$0-9a-zA-Z][_-]?)+")
            String aliasName) {}

    record Response(String contactFlowModuleArn, String id) {}
}
