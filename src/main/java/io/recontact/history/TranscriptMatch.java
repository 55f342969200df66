package io.recontact.history;

import io.recontact.api.ParticipantRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A contact whose messages match a search.
 *
 * @param relevance grows with the number of matching words and with their nearness
 * @param messages the first messages with a matching word
 */
public record TranscriptMatch(
        UUID contactId,
        UUID initialContactId,
        Instant initiatedAt,
        @Nullable UUID queueId,
        @Nullable UUID agentId,
        double relevance,
        List<Message> messages) {

    /** A message with a matching word, as an excerpt. */
    public record Message(UUID id, Instant at, ParticipantRole role, List<Part> excerpt) {}

    /** A part of an excerpt, which matches or stands between matches. */
    public record Part(String text, boolean isMatch) {}

    /**
     * A page of results.
     *
     * @param nextToken null on the last page
     */
    public record Page(
            List<TranscriptMatch> matches, @Nullable String nextToken) {}

    TranscriptMatch with(List<Message> found) {
        return new TranscriptMatch(contactId, initialContactId, initiatedAt, queueId, agentId, relevance, found);
    }
}
