package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of a transcript.
 *
 * @param session the session of the reader
 * @param reader the participant who reads; it sees its own messages even if a processor has withheld them; null for a
 *     reader who is no participant
 * @param contact limits the page to items of one contact of this session
 * @param maxResults the maximum number of items, at least one
 */
public record TranscriptRequest(
        SessionId session,
        @Nullable ParticipantId reader,
        @Nullable ContactId contact,
        int maxResults,
        ScanDirection direction,
        SortOrder order,
        StartPosition start) {

    @Nullable UUID readerId() {
        return reader == null ? null : reader.value();
    }
}
