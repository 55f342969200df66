package io.recontact.configuration.web;

import io.recontact.configuration.IdentityManagement;
import io.recontact.configuration.NewInstance;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateInstance.html">CreateInstance</a>.
 */
interface CreateInstance {

    record Request(
            @Size(max = 500) @Nullable String clientToken,
            @NotNull IdentityManagement identityManagementType,

            @Size(min = 1, max = 45) @Pattern(regexp = "(?!d-)([\\da-zA-Z]+)([-]*[\\da-zA-Z])*") @Nullable String instanceAlias,

            @Pattern(regexp = "d-[0-9a-f]{10}") @Nullable String directoryId,
            @NotNull Boolean inboundCallsEnabled,
            @NotNull Boolean outboundCallsEnabled,
            @Tags @Nullable Map<String, String> tags) {

        NewInstance toNewInstance() {
            return new NewInstance(
                    instanceAlias,
                    identityManagementType,
                    directoryId,
                    inboundCallsEnabled,
                    outboundCallsEnabled,
                    tags);
        }
    }

    record Response(String id, String arn) {}
}
