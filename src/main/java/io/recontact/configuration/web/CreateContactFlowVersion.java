package io.recontact.configuration.web;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect/latest/APIReference/API_CreateContactFlowVersion.html">CreateContactFlowVersion</a>.
 */
interface CreateContactFlowVersion {

    /** A digest in hexadecimal digits. */
    String SHA_256 = "[a-zA-Z0-9]{64}";

    /**
     * ContactFlowVersion, LastModifiedTime and LastModifiedRegion are for copies between regions, and have no effect.
     */
    record Request(
            @Size(max = 500) @Nullable String description,

            @Size(min = 1, max = 64) @Pattern(regexp = SHA_256) @Nullable String flowContentSha256,

            @Min(1) @Nullable Long contactFlowVersion,
            @Nullable Instant lastModifiedTime,

            @Pattern(regexp = "[a-z]{2}(-[a-z]+){1,2}(-[0-9])?") @Nullable String lastModifiedRegion) {}

    record Response(String contactFlowArn, long version) {}
}
