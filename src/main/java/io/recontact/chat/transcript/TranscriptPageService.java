package io.recontact.chat.transcript;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.SessionId;
import io.recontact.chat.transcript.StartPosition.AtItem;
import io.recontact.chat.transcript.StartPosition.AtTheEnd;
import io.recontact.chat.transcript.StartPosition.AtTime;
import io.recontact.chat.transcript.StartPosition.Continued;
import io.recontact.chat.transcript.StartPosition.MostRecent;
import io.recontact.chat.transcript.TranscriptCursor.Kind;
import io.recontact.retention.RetentionPolicy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Reads pages of transcripts. A page has items of the current session only, or of past sessions only: "if past messages
 * exist, a NextToken" leads to them (Administrator Guide, "Enable persistent chat"). The cost of a page depends on its
 * size, not on the length of the transcript or the number of past sessions.
 */
@Service
public class TranscriptPageService {

    private final TranscriptPageRepository transcript;
    private final ChatSessionRepository sessions;
    private final ReceiptRepository receipts;
    private final RetentionPolicy retention;
    private final Clock clock;

    TranscriptPageService(
            TranscriptPageRepository transcript,
            ChatSessionRepository sessions,
            ReceiptRepository receipts,
            RetentionPolicy retention,
            Clock clock) {
        this.transcript = transcript;
        this.sessions = sessions;
        this.receipts = receipts;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Reads a page.
     *
     * @throws InvalidParameterException if the start position is an item that the session does not have
     */
    public TranscriptPage read(TranscriptRequest request) {
        var range = SequenceRange.ALL;
        if (request.contact() != null) {
            var found = sessions.findRange(
                    request.session().value(), request.contact().value());
            if (found.isEmpty()) {
                // Amazon Connect was observed to answer so for a contact outside the session.
                return new TranscriptPage(List.of(), null);
            }
            range = SequenceRange.of(found.get());
        }
        return switch (request.start()) {
            case Continued(var cursor) -> continued(request, range, cursor);
            case AtTheEnd _ ->
                switch (request.direction()) {
                    case FORWARD -> forward(request, range, range.first());
                    case BACKWARD -> backward(request, range, range.last());
                };
            case AtItem(var id) -> at(request, range, sequenceOf(request.session(), id));
            case AtTime(var time) -> {
                long newest = sessions.findNewest(request.session()).orElseThrow();
                long next = transcript.firstAt(request.session(), newest, time, request.direction());
                yield at(request, range, next);
            }
            case MostRecent(int number) ->
                at(request, range, sessions.findMostRecent(request.session().value(), request.readerId(), number));
        };
    }

    /** Returns whether participants of a session can read an item of this or another session. */
    public boolean isReadable(SessionId reader, SessionId session, long sequence) {
        if (session.equals(reader)) {
            return true;
        }
        var oldestKept = retention.windowAt(clock.instant()).oldestKept();
        return sessions.findNewestVisible(reader.value(), session.value(), oldestKept, Long.MAX_VALUE)
                .map(newest -> sequence <= newest)
                .orElse(false);
    }

    /** Returns whether an item belongs to a contact of its session. */
    public boolean isOf(SessionId session, ContactId contact, long sequence) {
        return sessions.findRange(session.value(), contact.value())
                .map(SequenceRange::of)
                .filter(range -> range.first() <= sequence && sequence <= range.last())
                .isPresent();
    }

    private TranscriptPage continued(TranscriptRequest request, SequenceRange range, TranscriptCursor cursor) {
        return switch (cursor.kind()) {
            case NEWER -> forward(request, range, cursor.sequence());
            case OLDER ->
                cursor.session().equals(request.session())
                        ? backward(request, range, cursor.sequence())
                        : past(request, cursor);
            case TURNING ->
                switch (request.direction()) {
                    case FORWARD -> forward(request, range, cursor.sequence());
                    case BACKWARD -> {
                        var past = pastOf(request);
                        yield past == null ? new TranscriptPage(List.of(), null) : past(request, past);
                    }
                };
        };
    }

    private TranscriptPage at(TranscriptRequest request, SequenceRange range, long sequence) {
        return switch (request.direction()) {
            case FORWARD -> forward(request, range, Math.max(sequence, range.first()));
            case BACKWARD -> backward(request, range, Math.min(sequence, range.last()));
        };
    }

    private long sequenceOf(SessionId session, ItemId id) {
        return sessions.findSequence(session.value(), id.value())
                .orElseThrow(() ->
                        new InvalidParameterException("StartPosition.Id is not an item of the current chat session"));
    }

    private TranscriptPage forward(TranscriptRequest request, SequenceRange range, long from) {
        var found = transcript.forward(request, range.startingAt(from), oneMore(request));
        if (found.size() > request.maxResults()) {
            var next = found.removeLast();
            return page(
                    request,
                    found,
                    new TranscriptCursor(Kind.NEWER, request.session(), request.session(), next.sequence()));
        }
        if (found.isEmpty() || request.contact() != null || pastOf(request) == null) {
            return page(request, found, null);
        }
        var turning = new TranscriptCursor(
                Kind.TURNING,
                request.session(),
                request.session(),
                found.getLast().sequence() + 1);
        return page(request, found, turning);
    }

    private TranscriptPage backward(TranscriptRequest request, SequenceRange range, long until) {
        var found = transcript.backward(request, range.endingAt(until), oneMore(request));
        if (found.size() > request.maxResults()) {
            return older(request, found);
        }
        return page(request, found.reversed(), request.contact() == null ? pastOf(request) : null);
    }

    private TranscriptPage past(TranscriptRequest request, TranscriptCursor from) {
        var found = transcript.past(from, retention.windowAt(clock.instant()).oldestKept(), oneMore(request));
        return found.size() > request.maxResults() ? older(request, found) : page(request, found.reversed(), null);
    }

    /** A page without the oldest item found, with which the next page begins. */
    private TranscriptPage older(TranscriptRequest request, List<StoredItem> found) {
        var next = found.removeLast();
        return page(
                request,
                found.reversed(),
                new TranscriptCursor(Kind.OLDER, request.session(), next.session(), next.sequence()));
    }

    private @Nullable TranscriptCursor pastOf(TranscriptRequest request) {
        return transcript
                .pastOf(request.session(), retention.windowAt(clock.instant()).oldestKept())
                .orElse(null);
    }

    private TranscriptPage page(
            TranscriptRequest request, List<StoredItem> oldestFirst, @Nullable TranscriptCursor next) {
        var found = receipts.findByItems(oldestFirst);
        var items = new ArrayList<Item>(oldestFirst.size());
        for (var item : oldestFirst) {
            var ofItem = found.get(item.id());
            items.add(item.session().equals(request.session()) ? item.current(ofItem) : item.past(ofItem));
        }
        if (request.order() == SortOrder.DESCENDING) {
            Collections.reverse(items);
        }
        return new TranscriptPage(items, next);
    }

    /** Reads one item more than the page holds, to know if there is a next page. */
    private static int oneMore(TranscriptRequest request) {
        return request.maxResults() + 1;
    }
}
