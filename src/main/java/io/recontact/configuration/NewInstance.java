package io.recontact.configuration;

import io.recontact.api.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The request to create an instance. */
public record NewInstance(
        @Nullable String alias,
        IdentityManagement identityManagement,
        @Nullable String directoryId,
        boolean inboundCallsEnabled,
        boolean outboundCallsEnabled,
        @Nullable Map<String, String> tags) {

    /**
     * Checks the rules of the API's text: EXISTING_DIRECTORY requires a directory id and no other identity management
     * allows one; all others require an alias.
     *
     * @throws InvalidRequestException if the request breaks one of them
     */
    public NewInstance {
        var fromDirectory = identityManagement == IdentityManagement.EXISTING_DIRECTORY;
        if (fromDirectory != (directoryId != null)) {
            throw new InvalidRequestException(
                    fromDirectory
                            ? "DirectoryId is required with EXISTING_DIRECTORY"
                            : "DirectoryId goes with EXISTING_DIRECTORY only");
        }
        if (!fromDirectory && alias == null) {
            throw new InvalidRequestException("InstanceAlias is required unless a directory names the instance");
        }
    }
}
