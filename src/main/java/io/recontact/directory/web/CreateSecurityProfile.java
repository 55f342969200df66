package io.recontact.directory.web;

import io.recontact.directory.NewSecurityProfile;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateSecurityProfile.html">CreateSecurityProfile</a>.
 */
interface CreateSecurityProfile {

    record Request(
            @NotNull @Size(min = 1, max = 127) @Pattern(regexp = "[ a-zA-Z0-9_@-]+") String securityProfileName,

            @Size(max = 250) @Nullable String description,

            @Size(max = 500) @Nullable List<@NotNull @Size(min = 1, max = 128) String> permissions,

            @Tags @Nullable Map<String, String> tags) {

        NewSecurityProfile toNewSecurityProfile() {
            return new NewSecurityProfile(
                    securityProfileName,
                    description,
                    permissions == null ? List.of() : permissions,
                    tags == null ? Map.of() : tags);
        }
    }

    record Response(String securityProfileId, String securityProfileArn) {}
}
