package io.recontact.transcript;

import io.recontact.cutoff.RetentionSettings;
import io.recontact.transcript.Cursor.Kind;
import io.recontact.transcript.StartPosition.AtItem;
import io.recontact.transcript.StartPosition.AtTheEnd;
import io.recontact.transcript.StartPosition.AtTime;
import io.recontact.transcript.StartPosition.Continued;
import io.recontact.transcript.StartPosition.MostRecent;
import io.recontact.wire.InvalidParameterException;
import io.recontact.wire.SessionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Pages of a transcript. A page holds items of the current session only, or of the past only: "if past messages exist,
 * a NextToken" leads there (Administrator Guide, "Enable persistent chat"). What a page costs depends on what it
 * returns, not on how much was said or how often the chat was resumed.
 */
@Service
public class TranscriptPages {

    private final TranscriptQueries queries;
    private final Receipts receipts;
    private final RetentionSettings retention;
    private final Clock clock;

    TranscriptPages(TranscriptQueries queries, Receipts receipts, RetentionSettings retention, Clock clock) {
        this.queries = queries;
        this.receipts = receipts;
        this.retention = retention;
        this.clock = clock;
    }

    /**
     * Reads a page.
     *
     * @throws InvalidParameterException if the start is an item that the session does not have
     */
    public Page read(PageRequest request) {
        var range = Range.ALL;
        if (request.contact() != null) {
            var found = queries.rangeOf(request.session(), request.contact());
            if (found.isEmpty()) {
                // The cloud service was seen to answer so for a contact outside of the session.
                return new Page(List.of(), null);
            }
            range = found.get();
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
                long next = queries.firstAt(request.session(), time, request.direction());
                yield at(request, range, next);
            }
            case MostRecent(int number) -> at(request, range, queries.mostRecent(request.session(), number));
        };
    }

    /** Whether pages for a session reach an item of this or another session. */
    public boolean reach(SessionId reader, SessionId session, long sequence) {
        if (session.equals(reader)) {
            return true;
        }
        var oldestKept = retention.windowAt(clock.instant()).oldestKept();
        return queries.newestVisible(reader, session, oldestKept)
                .map(newest -> sequence <= newest)
                .orElse(false);
    }

    private Page continued(PageRequest request, Range range, Cursor cursor) {
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
                        yield past == null ? new Page(List.of(), null) : past(request, past);
                    }
                };
        };
    }

    private Page at(PageRequest request, Range range, long sequence) {
        return switch (request.direction()) {
            case FORWARD -> forward(request, range, Math.max(sequence, range.first()));
            case BACKWARD -> backward(request, range, Math.min(sequence, range.last()));
        };
    }

    private long sequenceOf(SessionId session, UUID id) {
        return queries.sequenceOf(session, id)
                .orElseThrow(() ->
                        new InvalidParameterException("StartPosition.Id is not an item of the current chat session"));
    }

    private Page forward(PageRequest request, Range range, long from) {
        var found = queries.forward(request.session(), request.contact(), range.startingAt(from), oneMore(request));
        if (found.size() > request.maxResults()) {
            var next = found.removeLast();
            return page(request, found, new Cursor(Kind.NEWER, request.session(), request.session(), next.sequence()));
        }
        if (found.isEmpty() || request.contact() != null || pastOf(request) == null) {
            return page(request, found, null);
        }
        var turning = new Cursor(
                Kind.TURNING,
                request.session(),
                request.session(),
                found.getLast().sequence() + 1);
        return page(request, found, turning);
    }

    private Page backward(PageRequest request, Range range, long until) {
        var found = queries.backward(request.session(), request.contact(), range.endingAt(until), oneMore(request));
        if (found.size() > request.maxResults()) {
            return older(request, found);
        }
        return page(request, reversed(found), request.contact() == null ? pastOf(request) : null);
    }

    private Page past(PageRequest request, Cursor from) {
        var found = queries.past(from, retention.windowAt(clock.instant()).oldestKept(), oneMore(request));
        return found.size() > request.maxResults() ? older(request, found) : page(request, reversed(found), null);
    }

    /** A page of all items found but the oldest, with which the next one begins. */
    private Page older(PageRequest request, List<Entry> found) {
        var next = found.removeLast();
        return page(
                request, reversed(found), new Cursor(Kind.OLDER, request.session(), next.session(), next.sequence()));
    }

    private @Nullable Cursor pastOf(PageRequest request) {
        return queries.pastOf(
                        request.session(), retention.windowAt(clock.instant()).oldestKept())
                .orElse(null);
    }

    private Page page(PageRequest request, List<Entry> oldestFirst, @Nullable Cursor next) {
        var metadata = receipts.of(oldestFirst);
        var items = new ArrayList<Item>(oldestFirst.size());
        for (var entry : oldestFirst) {
            var receipt = metadata.get(entry.id());
            items.add(entry.session().equals(request.session()) ? entry.current(receipt) : entry.past(receipt));
        }
        if (request.order() == SortOrder.DESCENDING) {
            Collections.reverse(items);
        }
        return new Page(items, next);
    }

    private static List<Entry> reversed(List<Entry> entries) {
        return entries.reversed();
    }

    /** One more than the page holds tells whether there is another. */
    private static int oneMore(PageRequest request) {
        return request.maxResults() + 1;
    }
}
