package io.recontact.configuration.web;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_UpdateUserSecurityProfiles.html">UpdateUserSecurityProfiles</a>.
 */
interface UpdateUserSecurityProfiles {

    record Request(@NotNull @Size(min = 1, max = 10) List<@NotNull String> securityProfileIds) {}
}
