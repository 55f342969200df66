package io.recontact.configuration;

import org.jspecify.annotations.Nullable;

/**
 * Content that a reference names.
 *
 * @param settings the settings of a flow module
 * @param version the version that the reference names; null if it names the draft or the newest publication
 */
public record VersionedContent(
        String content,
        @Nullable String settings,
        ContactFlowStatus status,
        @Nullable ResourceVersion version) {

    /** Returns the number of the version, if the reference names one. */
    public @Nullable Long versionNumber() {
        return version == null ? null : (long) version.number();
    }

    /** Returns the description of the version, if the reference names one that has it. */
    public @Nullable String versionDescription() {
        return version == null ? null : version.description();
    }
}
