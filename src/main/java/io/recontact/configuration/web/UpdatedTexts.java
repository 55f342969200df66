package io.recontact.configuration.web;

import io.recontact.api.InvalidRequestException;
import org.jspecify.annotations.Nullable;

/** Checks the requests that update a name and a description. */
final class UpdatedTexts {

    private UpdatedTexts() {}

    /**
     * "At least Name or Description must be provided" (API Reference).
     *
     * @throws InvalidRequestException if both are absent
     */
    static void require(@Nullable String name, @Nullable String description) {
        if (name == null && description == null) {
            throw new InvalidRequestException("Name or Description is required");
        }
    }
}
