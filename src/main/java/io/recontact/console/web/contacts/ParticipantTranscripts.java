package io.recontact.console.web.contacts;

import io.recontact.api.ContactId;
import io.recontact.api.InvalidParameterException;
import io.recontact.api.SessionId;
import io.recontact.chat.ParticipantId;
import io.recontact.chat.transcript.ItemId;
import io.recontact.chat.transcript.ScanDirection;
import io.recontact.chat.transcript.SortOrder;
import io.recontact.chat.transcript.StartPosition;
import io.recontact.chat.transcript.TranscriptPage;
import io.recontact.chat.transcript.TranscriptPageService;
import io.recontact.chat.transcript.TranscriptPageTokens;
import io.recontact.chat.transcript.TranscriptRequest;
import io.recontact.console.ConsoleEnabled;
import java.util.ArrayList;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Reads the transcript of a chat as one of its participants, in the parts that live pages show: with the past sessions
 * that GetTranscript shows. The caller records who reads.
 */
@Component
@ConsoleEnabled
public class ParticipantTranscripts {

    private static final int PAGE = 50;

    /** The most pages that one update reads. */
    private static final int MAX_PAGES = 20;

    private final TranscriptPageService pages;
    private final TranscriptPageTokens tokens;

    ParticipantTranscripts(TranscriptPageService pages, TranscriptPageTokens tokens) {
        this.pages = pages;
        this.tokens = tokens;
    }

    /**
     * A participant who reads.
     *
     * @param participant null for one who has not joined yet
     * @param contact limits what is read to one contact of the session; null for the session and its past ones
     */
    public record Reader(
            SessionId session,
            @Nullable ParticipantId participant,
            @Nullable ContactId contact) {}

    /** Returns the newest items, oldest first. */
    public TranscriptItems newest(Reader reader) {
        return backward(reader, new StartPosition.AtTheEnd());
    }

    /**
     * Returns items before those that the page has, oldest first.
     *
     * @throws InvalidParameterException if the token is not of this session
     */
    public TranscriptItems earlier(Reader reader, String token) {
        var cursor = tokens.read(reader.session(), token);
        return backward(reader, cursor == null ? new StartPosition.AtTheEnd() : new StartPosition.Continued(cursor));
    }

    private TranscriptItems backward(Reader reader, StartPosition start) {
        var page = read(reader, ScanDirection.BACKWARD, start);
        var token = tokens.write(page);
        return new TranscriptItems(
                page.items().stream().map(TranscriptItems::line).toList(), token.isEmpty() ? null : token);
    }

    /**
     * Returns the items after the newest one that the page has, oldest first.
     *
     * @param after the id of that item; empty if the page has none
     * @throws InvalidParameterException if the session has no such item
     */
    public TranscriptItems after(Reader reader, String after) {
        var lines = new ArrayList<TranscriptItems.Line>();
        var last = after;
        for (int i = 0; i < MAX_PAGES; i++) {
            var page = read(reader, ScanDirection.FORWARD, start(last));
            for (var item : page.items()) {
                if (!item.id().equals(last)) {
                    lines.add(TranscriptItems.line(item));
                }
            }
            if (page.items().size() < PAGE) {
                break;
            }
            last = page.items().getLast().id();
        }
        return new TranscriptItems(lines, null);
    }

    /** Returns the page of the newest items, with their receipts. */
    public TranscriptPage newestPage(Reader reader) {
        return read(reader, ScanDirection.BACKWARD, new StartPosition.AtTheEnd());
    }

    private TranscriptPage read(Reader reader, ScanDirection direction, StartPosition start) {
        return pages.read(new TranscriptRequest(
                reader.session(), reader.participant(), reader.contact(), PAGE, direction, SortOrder.ASCENDING, start));
    }

    private static StartPosition start(String after) {
        try {
            return after.isEmpty()
                    ? new StartPosition.AtTheEnd()
                    : new StartPosition.AtItem(new ItemId(UUID.fromString(after)));
        } catch (IllegalArgumentException _) {
            throw new InvalidParameterException("The item is not well-formed");
        }
    }
}
