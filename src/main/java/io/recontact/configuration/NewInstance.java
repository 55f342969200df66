package io.recontact.configuration;

import io.recontact.api.InvalidRequestException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What CreateInstance asks for. */
public record NewInstance(
        @Nullable String alias,
        IdentityManagement identityManagement,
        @Nullable String directoryId,
        boolean inboundCallsEnabled,
        boolean outboundCallsEnabled,
        Map<String, String> tags) {

    /**
     * Refuses what the API's text rules out: users from a directory need one, and only they do; others need an alias.
     */
    public NewInstance {
        tags = Map.copyOf(tags);
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
