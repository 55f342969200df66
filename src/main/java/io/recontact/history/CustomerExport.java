package io.recontact.history;

import java.time.Instant;

/**
 * The file {@code manifest.json} of an export, its last one: an archive without it is incomplete.
 *
 * @param contacts the number of files in {@code contacts}
 * @param transcripts the number of files in {@code transcripts}
 * @param attachments the number of files in {@code attachments}
 */
record CustomerExport(
        String version,
        String instanceId,
        String customerId,
        Instant exportTimestamp,
        int contacts,
        int transcripts,
        int attachments) {

    /** The version of this form. */
    static final String VERSION = "1";
}
