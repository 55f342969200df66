package io.recontact.contact.search;

import io.recontact.api.Channel;
import io.recontact.api.InitiationMethod;
import io.recontact.contact.ContactView;
import io.recontact.contact.SegmentAttribute;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact that a search has found.
 *
 * @param disconnectedAt when it ended, or its deadline if that has passed and no job has ended it yet
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
        ContactView.@Nullable Routing routing,
        Map<String, SegmentAttribute> segmentAttributes,
        Map<String, String> tags) {

    /**
     * A page of the result.
     *
     * @param nextToken the token of the next page; null on the last one
     * @param total the number of contacts on all pages, counted when the first page was read
     */
    public record Page(
            List<ContactSearchResult> contacts, @Nullable String nextToken, long total) {}
}
