package io.recontact.chat.web;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.InvalidRequestException;
import io.recontact.api.Iso8601Time;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.Item;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.SortOrder;
import io.recontact.chat.transcript.StartPosition.AtItem;
import io.recontact.chat.transcript.StartPosition.AtTheEnd;
import io.recontact.chat.transcript.StartPosition.AtTime;
import io.recontact.chat.transcript.StartPosition.Continued;
import io.recontact.chat.transcript.StartPosition.MostRecent;
import io.recontact.chat.transcript.TranscriptCursor;
import io.recontact.chat.transcript.TranscriptRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The members of <a
 * href="https://docs.aws.amazon.com/connect-participant/latest/APIReference/API_GetTranscript.html">GetTranscript</a>.
 */
interface GetTranscript {

    /** "The maximum number of results to return in the page. Default: 10." */
    int DEFAULT_RESULTS = 10;

    record Request(
            @Size(min = 1, max = 256) @Nullable String contactId,
            @Min(0) @Max(100) @Nullable Integer maxResults,
            @Size(min = 1, max = 1000) @Nullable String nextToken,
            @Nullable ScanDirection scanDirection,
            @Nullable SortOrder sortOrder,
            @Valid @Nullable StartPosition startPosition) {

        /** Returns the request for a page. A NextToken takes precedence over a start position. */
        TranscriptRequest toPageRequest(SessionId session, ParticipantId reader, @Nullable TranscriptCursor cursor) {
            var start = startPosition == null ? new AtTheEnd() : startPosition.toStartPosition();
            return new TranscriptRequest(
                    session,
                    reader,
                    contactId == null ? null : new ContactId(uuid("ContactId", contactId)),
                    maxResults == null || maxResults == 0 ? DEFAULT_RESULTS : maxResults,
                    scanDirection == null ? defaultDirection(start) : scanDirection,
                    sortOrder == null ? SortOrder.DESCENDING : sortOrder,
                    cursor == null ? start : new Continued(cursor));
        }

        /** "Default: BACKWARD when no StartPosition is provided, otherwise FORWARD." */
        private static ScanDirection defaultDirection(io.recontact.chat.transcript.StartPosition start) {
            return start instanceof AtTheEnd ? ScanDirection.BACKWARD : ScanDirection.FORWARD;
        }
    }

    record StartPosition(
            @Size(min = 1, max = 256) @Nullable String id,
            @Size(min = 1, max = 100) @Nullable String absoluteTime,
            @Min(0) @Max(100) @Nullable Integer mostRecent) {

        /** ChatJS always sends a StartPosition; an empty one means none. */
        io.recontact.chat.transcript.StartPosition toStartPosition() {
            if (Stream.of(id, absoluteTime, mostRecent).filter(Objects::nonNull).count() > 1) {
                throw new InvalidRequestException(
                        "StartPosition may have one of Id, AbsoluteTime and MostRecent, not several");
            }
            if (id != null) {
                return new AtItem(new ItemId(uuid("StartPosition.Id", id)));
            }
            if (absoluteTime != null) {
                return new AtTime(Iso8601Time.parse("StartPosition.AbsoluteTime", absoluteTime));
            }
            return mostRecent == null || mostRecent == 0 ? new AtTheEnd() : new MostRecent(mostRecent);
        }
    }

    record Response(String initialContactId, List<Item> transcript, String nextToken) {}

    private static UUID uuid(String member, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException _) {
            // The cause would repeat the caller's text; the message names the member.
            throw new InvalidParameterException("%s is not a well-formed id".formatted(member));
        }
    }
}
