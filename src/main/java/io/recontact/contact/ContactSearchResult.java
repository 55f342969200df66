package io.recontact.contact;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a search tells of a contact.
 *
 * @param disconnectedAt when it ended, or when its time was over although nobody has ended it yet
 */
public record ContactSearchResult(
        UUID id,
        UUID initialContactId,
        @Nullable UUID previousContactId,
        InitiationMethod initiationMethod,
        Channel channel,
        @Nullable UUID queueId,
        @Nullable Instant enqueuedAt,
        @Nullable UUID agentId,
        @Nullable Instant connectedToAgentAt,
        Instant initiatedAt,
        @Nullable Instant disconnectedAt,
        @Nullable Instant scheduledAt,
        @Nullable String name,
        Map<String, SegmentAttribute> segmentAttributes,
        Map<String, String> tags) {

    /**
     * A page of what was found.
     *
     * @param nextToken where the next page begins; absent on the last one
     * @param total the contacts on all pages, counted when the first was read
     */
    public record Page(
            List<ContactSearchResult> contacts, @Nullable String nextToken, long total) {}
}
