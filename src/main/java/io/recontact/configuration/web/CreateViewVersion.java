package io.recontact.configuration.web;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateViewVersion.html">CreateViewVersion</a>.
 */
interface CreateViewVersion {

    /** The model's pattern of ViewContentSha256 permits a single character, which no digest has. */
    record Request(
            @Size(min = 1, max = 4096) @Pattern(regexp = CreateView.DESCRIPTION) @Nullable String versionDescription,

            @Size(min = 1, max = 64) @Pattern(regexp = "[a-zA-Z0-9]+") @Nullable String viewContentSha256) {}

    record Response(DescribeView.View view) {}
}
