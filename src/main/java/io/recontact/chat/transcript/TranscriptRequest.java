package io.recontact.chat.transcript;

import io.recontact.api.SessionId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What GetTranscript asks for.
 *
 * @param session the reader's own
 * @param contact only items of this segment of the current session
 * @param maxResults the most items of the page, at least one
 */
public record TranscriptRequest(
        SessionId session,
        @Nullable UUID contact,
        int maxResults,
        ScanDirection direction,
        SortOrder order,
        StartPosition start) {}
